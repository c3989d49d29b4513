package dev.hearth.assignment;

import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that moves when told to; timers run on the thread that moves it, in order. */
final class SimulatedTime implements Clock, Timers {
    private static final class Entry implements Timer {
        private final long at;
        private final long order;
        private final Runnable task;
        private boolean cancelled;

        Entry(long at, long order, Runnable task) {
            this.at = at;
            this.order = order;
            this.task = task;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    private final PriorityQueue<Entry> timers =
            new PriorityQueue<>(
                    Comparator.<Entry>comparingLong(e -> e.at).thenComparingLong(e -> e.order));
    private long nanos;
    private long order;

    @Override
    public Instant now() {
        return Instant.EPOCH.plusNanos(nanos);
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        Entry entry = new Entry(nanos + delay.toNanos(), order++, task);
        timers.add(entry);
        return entry;
    }

    void advance(Duration duration) {
        long until = nanos + duration.toNanos();
        while (!timers.isEmpty() && timers.peek().at <= until) {
            runNext();
        }
        nanos = until;
    }

    /** Moves to the next timer and runs it; false when there is none. */
    boolean runNext() {
        Entry next = timers.poll();
        if (next == null) {
            return false;
        }
        nanos = Math.max(nanos, next.at);
        if (!next.cancelled) {
            next.task.run();
        }
        return true;
    }
}
