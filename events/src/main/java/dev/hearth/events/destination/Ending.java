package dev.hearth.events.destination;

import dev.hearth.api.events.AsyncPolicy;
import dev.hearth.api.invoke.Invoked;
import dev.hearth.events.queue.QueuedEvent;
import java.util.Optional;

/**
 * How an event ended.
 *
 * @param event with the counts of all its attempts
 * @param status HTTP status of the last attempt: 200 for any answer of the function's
 * @param answer the function's last, when it gave one
 * @param words what went wrong, when there is no answer
 */
public record Ending(
        QueuedEvent event,
        AsyncPolicy policy,
        Condition condition,
        int status,
        Optional<Invoked> answer,
        String words) {

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
}
