package dev.hearth.events.queue;

import dev.hearth.api.error.ApiException;
import java.util.concurrent.CompletableFuture;

/** Events on disk, in lanes. Nothing here blocks but {@link #close}. */
public interface EventQueue extends AutoCloseable {
    /**
     * Adds an event.
     *
     * @return completes when it will survive any crash; fails with {@link ApiException} when it was
     *     not queued: 429 with too many under way, 503 with the disk nearly full or the broker away
     */
    CompletableFuture<Void> add(QueuedEvent event);

    /** Begins to hand out what is due. Of each lane, a bounded number is out at a time. */
    void deliverTo(Taker taker);

    /** Hands out no more; what is out and not settled will be delivered again. */
    @Override
    void close();
}
