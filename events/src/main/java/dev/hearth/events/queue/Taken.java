package dev.hearth.events.queue;

import java.util.concurrent.CompletableFuture;

/**
 * An event that is out, to be settled once. When settling fails, or the process dies before, the
 * event is delivered again.
 */
public interface Taken {
    QueuedEvent event();

    /** Whether it came out of a lane of its function's own, where it delays nobody else. */
    boolean inOwnLane();

    /**
     * Whether it comes again whatever is done here: the broker is away, or the lane is another
     * process's by now.
     */
    boolean isLost();

    /** It is over; completes when that is durable. */
    CompletableFuture<Void> done();

    /**
     * Replaces it by this, to come again when due: both in one transaction. Completes when durable.
     */
    CompletableFuture<Void> again(QueuedEvent changed);

    /**
     * Moves it, in one transaction, to a lane of its function's own, and the function's further
     * events go there at once: it falls behind, and others must not wait for it.
     */
    CompletableFuture<Void> toOwnLane();

    /** Puts it back as it was, for another to take. */
    void giveBack();
}
