package dev.hearth.events.queue;

import dev.hearth.api.events.AsyncEvent;
import java.time.Instant;

/**
 * An event and what has become of it so far, as it is stored.
 *
 * @param invokes how often the function has been asked for it
 * @param functionErrors how often the function failed over it
 * @param systemErrors how often it was throttled or met an error that was not the function's, since
 *     the last that was
 * @param due not to be tried before
 */
public record QueuedEvent(
        AsyncEvent event, int invokes, int functionErrors, int systemErrors, Instant due) {

    public static QueuedEvent fresh(AsyncEvent event) {
        return new QueuedEvent(event, 0, 0, 0, event.acceptedAt());
    }
}
