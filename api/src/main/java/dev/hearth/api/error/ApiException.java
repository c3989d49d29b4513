package dev.hearth.api.error;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that cannot be answered as asked, in words for the caller. Anything else that is thrown
 * is a fault of ours and becomes {@code ServiceException}.
 */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String words;
    private final transient Map<String, String> members;

    public ApiException(ErrorCode code, String message) {
        this(code, message, Map.of(), null);
    }

    public ApiException(ErrorCode code, String message, Throwable cause) {
        this(code, message, Map.of(), cause);
    }

    /**
     * @param members further JSON members of the error's shape, such as {@code Reason}
     */
    public ApiException(
            ErrorCode code,
            String message,
            Map<String, String> members,
            @Nullable Throwable cause) {
        // Errors a caller can provoke at will carry no stack of their own: making one costs more
        // than answering the request.
        super(message, cause, true, cause != null || code.status() >= 500);
        this.code = code;
        this.words = message;
        this.members = Map.copyOf(members);
    }

    /** HTTP 429 with one of AWS's reasons; retry after a second. */
    public static ApiException throttled(ThrottleReason reason) {
        return new ApiException(
                ErrorCode.TOO_MANY_REQUESTS,
                "Rate Exceeded.",
                Map.of("Reason", reason.wireName(), "retryAfterSeconds", "1"),
                null);
    }

    public ErrorCode code() {
        return code;
    }

    /** The message, never null. */
    public String words() {
        return words;
    }

    public Map<String, String> members() {
        return members;
    }

    public Optional<String> member(String name) {
        return Optional.ofNullable(members.get(name));
    }
}
