package dev.hearth.events.queue;

import dev.hearth.api.events.AsyncEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * An event and what has become of it so far, as it is stored.
 *
 * @param invokes how often the function has been asked for it
 * @param functionErrors how often the function failed over it
 * @param systemErrors how often it was throttled or met an error that was not the function's, since
 *     the last that was
 * @param due not to be tried before
 * @param untold present when it is over, and somebody has yet to be told
 */
public record QueuedEvent(
        AsyncEvent event,
        int invokes,
        int functionErrors,
        int systemErrors,
        Instant due,
        Optional<Untold> untold) {

    /** An event that is not over. */
    public QueuedEvent(
            AsyncEvent event, int invokes, int functionErrors, int systemErrors, Instant due) {
        this(event, invokes, functionErrors, systemErrors, due, Optional.empty());
    }

    /** The same event, over, to be told of when due. */
    public QueuedEvent toTell(Untold ending, Instant when) {
        return new QueuedEvent(
                event, invokes, functionErrors, systemErrors, when, Optional.of(ending));
    }

    public static QueuedEvent fresh(AsyncEvent event) {
        return new QueuedEvent(event, 0, 0, 0, event.acceptedAt());
    }
}
