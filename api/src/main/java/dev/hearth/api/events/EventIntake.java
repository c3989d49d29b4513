package dev.hearth.api.events;

import dev.hearth.api.error.ApiException;
import java.util.concurrent.CompletableFuture;

/** Takes invokes that nobody waits for. */
public interface EventIntake {
    /**
     * Queues an event; never blocks.
     *
     * @return completes when the event will survive any crash; fails with {@link ApiException} (429
     *     or 503) when it cannot be taken, and then it is not queued
     */
    CompletableFuture<Void> accept(AsyncEvent event);
}
