package dev.hearth.foundation.time;

import java.time.Duration;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Timers on one daemon thread. Made for timeouts, which nearly all are cancelled: cancelling
 * removes the task and what it refers to, and the thread is not woken by one cancelled nor by one
 * that falls due after it wakes anyway, so an invoke's timeout costs no thread switch.
 */
public final class SystemTimers implements Timers, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SystemTimers.class);

    private static final long NEVER = Long.MAX_VALUE;
    private static final long LONGEST = Long.MAX_VALUE / 2;

    private final long origin = System.nanoTime();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition sooner = lock.newCondition();
    private final TreeSet<Task> tasks = new TreeSet<>();
    private final Thread thread = new Thread(this::run, "hearth-timers");

    /** When the thread will look again by itself. */
    private long wakesAt = NEVER;

    private long asked;
    private boolean begun;
    private boolean closed;

    public SystemTimers() {
        thread.setDaemon(true);
    }

    /** After {@link #close} nothing is done any more. */
    @Override
    public Timer after(Duration delay, Runnable action) {
        lock.lock();
        try {
            Task task = new Task(now() + nanos(delay), asked++, action);
            if (!closed) {
                add(task);
            }
            return () -> cancel(task);
        } finally {
            lock.unlock();
        }
    }

    private void add(Task task) {
        tasks.add(task);
        if (!begun) {
            begun = true;
            thread.start();
        } else if (task.at < wakesAt) {
            sooner.signal();
        }
    }

    private void cancel(Task task) {
        lock.lock();
        try {
            tasks.remove(task);
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            for (Task due = next(); due != null; due = next()) {
                guard(due.action);
            }
        } catch (InterruptedException e) {
            LOG.error("timers ended by an interrupt", e);
        }
    }

    private static void guard(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            LOG.error("a timed task failed", e);
        }
    }

    /** Waits for the next task to fall due; null when there will be no more. */
    private @Nullable Task next() throws InterruptedException {
        lock.lock();
        try {
            while (!closed) {
                long now = now();
                if (!tasks.isEmpty() && tasks.first().at <= now) {
                    return tasks.pollFirst();
                }
                wakesAt = tasks.isEmpty() ? NEVER : tasks.first().at;
                long _ = sooner.awaitNanos(wakesAt - now);
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Since the beginning, so that sums and comparisons never overflow. */
    private long now() {
        return System.nanoTime() - origin;
    }

    private static long nanos(Duration delay) {
        return Math.min(TimeUnit.NANOSECONDS.convert(delay), LONGEST);
    }

    /** Tasks that have not begun never will. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            tasks.clear();
            sooner.signal();
        } finally {
            lock.unlock();
        }
    }

    private record Task(long at, long order, Runnable action) implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }
}
