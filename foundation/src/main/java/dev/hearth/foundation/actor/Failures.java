package dev.hearth.foundation.actor;

import java.util.concurrent.CompletionException;

/** What futures fail with. */
public final class Failures {
    private Failures() {}

    /** The failure itself: a future that depends on the one that failed wraps it. */
    public static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
    }
}
