package dev.hearth.api.events;

import dev.hearth.api.function.FunctionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A function's events at one moment, and what became of others since the server started.
 *
 * @param waiting queued and due
 * @param inFlight being invoked
 * @param retrying waiting for their next attempt, or over and waiting to be told of
 * @param oldest when the oldest of all these was accepted
 * @param received accepted
 * @param dropped given up without having been told anywhere
 * @param dead given up, and told to a dead-letter queue or a destination for failures
 * @param deliveryFailures destinations that would not take what they were told
 * @param deadLetterErrors dead-letter queues that would not take an event
 * @param attempts invokes asked for
 * @param ageAtAttempts how long ago their events had been accepted, summed over all attempts
 */
public record FunctionQueue(
        FunctionId function,
        long waiting,
        long inFlight,
        long retrying,
        Optional<Instant> oldest,
        long received,
        long dropped,
        long dead,
        long deliveryFailures,
        long deadLetterErrors,
        long attempts,
        Duration ageAtAttempts) {
    /** Of a function of which nothing else is known. */
    public static FunctionQueue waiting(FunctionId function, long waiting) {
        return new FunctionQueue(
                function, waiting, 0, 0, Optional.empty(), 0, 0, 0, 0, 0, 0, Duration.ZERO);
    }

    /** The same with more events waiting, if there are not as many. */
    public FunctionQueue waitingAtLeast(long least) {
        return with(Math.max(waiting, least), retrying);
    }

    /** The same with no more events waiting or retrying than the whole queue holds. */
    public FunctionQueue atMost(long stored) {
        return with(Math.min(waiting, stored), Math.min(retrying, stored));
    }

    private FunctionQueue with(long newWaiting, long newRetrying) {
        return new FunctionQueue(
                function,
                newWaiting,
                inFlight,
                newRetrying,
                oldest,
                received,
                dropped,
                dead,
                deliveryFailures,
                deadLetterErrors,
                attempts,
                ageAtAttempts);
    }
}
