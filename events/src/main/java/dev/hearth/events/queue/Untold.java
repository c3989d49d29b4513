package dev.hearth.events.queue;

import dev.hearth.api.invoke.Invoked;
import java.time.Instant;
import java.util.Optional;

/**
 * How an event ended of which not everybody has been told who is to be.
 *
 * @param status HTTP status of the last attempt: 200 for any answer of the function's
 * @param answer the function's last, when it gave one
 * @param words what went wrong, when there is no answer
 * @param destination ARN of what is still to be told
 * @param deadLetterTarget ARN of what is still to get the event
 * @param since when it ended
 * @param told how many have been told
 * @param tries how often the others have been tried
 */
public record Untold(
        Condition condition,
        int status,
        Optional<Invoked> answer,
        String words,
        Optional<String> destination,
        Optional<String> deadLetterTarget,
        Instant since,
        int told,
        int tries) {

    /** Values of {@code requestContext.condition} in AWS's records. */
    public enum Condition {
        SUCCESS("Success"),
        RETRIES_EXHAUSTED("RetriesExhausted"),
        EVENT_AGE_EXCEEDED("EventAgeExceeded"),
        /** The function may not run at all at present; it was not asked. */
        ZERO_RESERVED_CONCURRENCY("ZeroReservedConcurrency");

        private final String wireName;

        Condition(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }

    /** Whether anybody is to be told. */
    public boolean somebodyListens() {
        return destination.isPresent() || deadLetterTarget.isPresent();
    }

    public boolean success() {
        return condition == Condition.SUCCESS;
    }
}
