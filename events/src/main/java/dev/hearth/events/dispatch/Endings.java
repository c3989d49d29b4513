package dev.hearth.events.dispatch;

import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.events.AsyncPolicy;
import dev.hearth.api.invoke.Invoked;
import dev.hearth.events.destination.Ending;
import dev.hearth.events.queue.QueuedEvent;
import dev.hearth.events.queue.Untold;
import dev.hearth.events.queue.Untold.Condition;
import java.time.Instant;
import java.util.Optional;

/** What there is to tell of an event that is over. */
final class Endings {
    private static final int OK = 200;

    private Endings() {}

    /** Of an event that was not tried once more; what an earlier attempt gave is not kept. */
    static Ending untried(QueuedEvent event, AsyncPolicy policy, Condition condition, Instant now) {
        return ending(
                event,
                policy,
                condition,
                event.functionErrors() > 0 ? OK : ErrorCode.TOO_MANY_REQUESTS.status(),
                Optional.empty(),
                condition == Condition.ZERO_RESERVED_CONCURRENCY
                        ? "The function's reserved concurrency is 0."
                        : "The event has reached its maximum age.",
                now);
    }

    static Ending of(
            QueuedEvent event,
            AsyncPolicy policy,
            Condition condition,
            Outcome outcome,
            Instant now) {
        return switch (outcome) {
            case Outcome.Answered(Invoked answer) ->
                    ending(event, policy, condition, OK, Optional.of(answer), "", now);
            case Outcome.Refused refused ->
                    ending(
                            event,
                            policy,
                            condition,
                            refused.code().status(),
                            Optional.empty(),
                            refused.words(),
                            now);
        };
    }

    private static Ending ending(
            QueuedEvent event,
            AsyncPolicy policy,
            Condition condition,
            int status,
            Optional<Invoked> answer,
            String words,
            Instant now) {
        boolean success = condition == Condition.SUCCESS;
        return new Ending(
                event,
                new Untold(
                        condition,
                        status,
                        answer,
                        words,
                        success ? policy.onSuccess() : policy.onFailure(),
                        success ? Optional.empty() : policy.deadLetterTarget(),
                        now,
                        0,
                        0));
    }
}
