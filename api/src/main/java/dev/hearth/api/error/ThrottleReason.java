package dev.hearth.api.error;

/** {@code Reason} of a {@code TooManyRequestsException}. */
public enum ThrottleReason {
    ACCOUNT_CONCURRENCY("ConcurrentInvocationLimitExceeded"),
    RESERVED_CONCURRENCY("ReservedFunctionConcurrentInvocationLimitExceeded"),
    CALLER_RATE("CallerRateLimitExceeded");

    private final String wireName;

    ThrottleReason(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
