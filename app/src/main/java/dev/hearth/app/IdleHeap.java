package dev.hearth.app;

import dev.hearth.foundation.time.Timers;
import java.time.Duration;

/**
 * Gives back what a burst of work has left of the heap once the server has nothing to do. The
 * collector would keep it for ever: with nothing allocated, nothing makes it look.
 */
final class IdleHeap implements AutoCloseable {
    static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    /** Allocated between two looks; heartbeats and the record store need less. */
    static final long QUIET_BYTES = 4L << 20;

    static final int QUIET_LOOKS = 2;

    /** Less is not worth the pause, some tens of milliseconds. */
    static final long WORTHWHILE_BYTES = 32L << 20;

    private final Heap heap;
    private final Timers timers;
    private long used;
    private long committedWhenTidy;
    private int quietLooks;
    private volatile boolean closed;

    IdleHeap(Heap heap, Timers timers) {
        this.heap = heap;
        this.timers = timers;
        this.used = heap.used();
        this.committedWhenTidy = heap.committed();
    }

    void start() {
        if (!closed) {
            var _ = timers.after(LOOK_EVERY, this::look);
        }
    }

    private void look() {
        long allocated = heap.used() - used;
        used = heap.used();
        // After a collection less is used than before, which says nothing about what was allocated.
        boolean quiet = allocated >= 0 && allocated < QUIET_BYTES;
        quietLooks = quiet ? quietLooks + 1 : 0;
        if (quietLooks >= QUIET_LOOKS && heap.committed() - committedWhenTidy > WORTHWHILE_BYTES) {
            heap.collect();
            committedWhenTidy = heap.committed();
            used = heap.used();
        }
        start();
    }

    @Override
    public void close() {
        closed = true;
    }

    /** A heap, in bytes. */
    interface Heap {
        long used();

        long committed();

        /** Stops everything for a moment. */
        void collect();

        /** This process'. */
        static Heap ofThisProcess() {
            Runtime runtime = Runtime.getRuntime();
            return new Heap() {
                @Override
                public long used() {
                    return runtime.totalMemory() - runtime.freeMemory();
                }

                @Override
                public long committed() {
                    return runtime.totalMemory();
                }

                @Override
                public void collect() {
                    System.gc();
                }
            };
        }
    }
}
