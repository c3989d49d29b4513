package dev.hearth.events.queue;

import java.util.concurrent.CompletableFuture;

/**
 * Which lanes and which sections of the delay ring this process reads; any process writes to any.
 */
public interface LaneOwnership {
    /** Whether other processes read and write the same queues. */
    boolean isShared();

    /** Begins to claim, for as long as one connection to the broker lasts. */
    Claims begin(Reading reading);

    /** What this process would read, for one connection. */
    interface Claims extends AutoCloseable {
        /** Reads this when it is this process's turn. Never blocks; may be said again. */
        void want(String key);

        /** Reads this no more, until it is wanted again. Never blocks. */
        void unwant(String key);

        /** Gives up all of it. Blocks until others may have it. */
        @Override
        void close();
    }

    /** Told what to read, one call at a time. Must not block. */
    interface Reading {
        void gained(String key);

        /**
         * @return completes when nothing is taken any more, and what is out has been settled or
         *     will come again
         */
        CompletableFuture<Void> lost(String key);
    }
}
