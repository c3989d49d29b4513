package dev.hearth.events.dispatch;

import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.events.AsyncPolicy;
import dev.hearth.api.invoke.Invoked;
import dev.hearth.events.destination.Ending;
import dev.hearth.events.destination.Ending.Condition;
import dev.hearth.events.queue.QueuedEvent;
import java.util.Optional;

/** What there is to tell of an event that is over. */
final class Endings {
    private static final int OK = 200;

    private Endings() {}

    /** Of an event that was not tried once more; what an earlier attempt gave is not kept. */
    static Ending untried(QueuedEvent event, AsyncPolicy policy, Condition condition) {
        return new Ending(
                event,
                policy,
                condition,
                event.functionErrors() > 0 ? OK : ErrorCode.TOO_MANY_REQUESTS.status(),
                Optional.empty(),
                condition == Condition.ZERO_RESERVED_CONCURRENCY
                        ? "The function's reserved concurrency is 0."
                        : "The event has reached its maximum age.");
    }

    static Ending of(QueuedEvent event, AsyncPolicy policy, Condition condition, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered(Invoked answer) ->
                    new Ending(event, policy, condition, OK, Optional.of(answer), "");
            case Outcome.Refused refused ->
                    new Ending(
                            event,
                            policy,
                            condition,
                            refused.code().status(),
                            Optional.empty(),
                            refused.words());
        };
    }

    /** Whether its owner wants to be told. */
    static boolean somebodyListens(Ending ending) {
        AsyncPolicy policy = ending.policy();
        return ending.condition() == Condition.SUCCESS
                ? policy.onSuccess().isPresent()
                : policy.onFailure().isPresent() || policy.deadLetterTarget().isPresent();
    }
}
