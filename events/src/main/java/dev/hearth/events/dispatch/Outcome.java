package dev.hearth.events.dispatch;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.invoke.Invoked;
import dev.hearth.foundation.actor.Failures;
import org.jspecify.annotations.Nullable;

/** How one attempt went. */
sealed interface Outcome {
    /** The function ran, and answered or failed. */
    record Answered(Invoked answer) implements Outcome {
        boolean failed() {
            return answer.functionError().isPresent();
        }
    }

    /** The function did not run, or nobody knows whether it did. */
    record Refused(ErrorCode code, String words) implements Outcome {
        boolean throttled() {
            return code == ErrorCode.TOO_MANY_REQUESTS;
        }

        /** There was no room: more at once would be refused as well. */
        boolean crowded() {
            return throttled() || code == ErrorCode.SERVICE_UNAVAILABLE;
        }
    }

    static Outcome of(@Nullable Invoked answer, @Nullable Throwable failure) {
        if (answer != null) {
            return new Answered(answer);
        }
        return failure != null && Failures.cause(failure) instanceof ApiException known
                ? new Refused(known.code(), known.words())
                : new Refused(ErrorCode.SERVICE, "The service encountered an internal error.");
    }
}
