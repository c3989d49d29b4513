package dev.hearth.foundation.testing;

import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Time that stands still until told to pass. Tasks run on the thread that calls {@link #advance},
 * each at its own moment, those of one moment in the order they were asked for.
 */
public final class SimulatedTime implements Clock, Timers {
    private final Instant start;
    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private long nanos;
    private long asked;

    public SimulatedTime() {
        this(Instant.parse("2026-01-01T00:00:00Z"));
    }

    public SimulatedTime(Instant start) {
        this.start = start;
    }

    @Override
    public synchronized Instant now() {
        return start.plusNanos(nanos);
    }

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public synchronized Timer after(Duration delay, Runnable action) {
        Task task = new Task(nanos + Math.max(0, delay.toNanos()), asked++, action);
        tasks.add(task);
        return () -> cancel(task);
    }

    private synchronized void cancel(Task task) {
        tasks.remove(task);
    }

    /**
     * Lets time pass, running what falls due, also what is asked for while doing so. A task may
     * itself let time pass: so long does it take.
     */
    public void advance(Duration by) {
        long end = nanos() + by.toNanos();
        for (Task task = next(end); task != null; task = next(end)) {
            task.action.run();
        }
        synchronized (this) {
            nanos = Math.max(nanos, end);
        }
    }

    private synchronized @Nullable Task next(long end) {
        Task first = tasks.peek();
        if (first == null || first.at > end) {
            return null;
        }
        tasks.remove();
        nanos = first.at;
        return first;
    }

    /** Tasks that have neither run nor been cancelled. */
    public synchronized int pending() {
        return tasks.size();
    }

    private record Task(long at, long order, Runnable action) implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }
}
