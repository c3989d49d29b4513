package dev.hearth.foundation.time;

import java.time.Duration;

/**
 * Something to be done later, as a seam. Tasks must be short and must not block: they share a
 * thread.
 */
public interface Timers {
    /** Runs once, no sooner than the delay. */
    Timer after(Duration delay, Runnable task);

    /** A task that has been asked for. */
    interface Timer {
        /** The task will not begin any more; one that has begun goes on. */
        void cancel();
    }
}
