package dev.hearth.worker.logs;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Lines between those who write them and the thread that stores them. Without locks, and, while
 * there is traffic, without waking anyone: the storing thread naps and looks again.
 */
final class LogQueue {
    /** Bytes waiting, of one environment and of all; platform lines may use as much again. */
    static final long ENVIRONMENT_LIMIT = 1024 * 1024;

    static final long LIMIT = 32 * 1024 * 1024;
    private static final long NAP_NANOS = 5_000_000;
    private static final int NAPS_BEFORE_SLEEP = 40;

    private final Queue<LogEntry> entries = new ConcurrentLinkedQueue<>();
    private final AtomicLong waiting = new AtomicLong();
    private volatile @Nullable Thread asleep;
    private volatile boolean closed;

    boolean offer(LogEntry entry, boolean platform) {
        int share = platform ? 2 : 1;
        if (waiting.get() > LIMIT * share || entry.waiting().get() > ENVIRONMENT_LIMIT * share) {
            return false;
        }
        waiting.addAndGet(entry.weight());
        entry.waiting().addAndGet(entry.weight());
        entries.add(entry);
        Thread sleeper = asleep;
        if (sleeper != null) {
            LockSupport.unpark(sleeper);
        }
        return true;
    }

    /** The next line, or null when there is none now. */
    @Nullable LogEntry poll() {
        LogEntry entry = entries.poll();
        if (entry != null) {
            waiting.addAndGet(-entry.weight());
            entry.waiting().addAndGet(-entry.weight());
        }
        return entry;
    }

    /** Waits until there may be something; called by the storing thread alone. */
    void await() {
        for (int nap = 0; nap < NAPS_BEFORE_SLEEP && !closed; nap++) {
            LockSupport.parkNanos(this, NAP_NANOS);
            if (!entries.isEmpty()) {
                return;
            }
        }
        asleep = Thread.currentThread();
        if (entries.isEmpty() && !closed) {
            LockSupport.park(this);
        }
        asleep = null;
    }

    /** Nothing waits here any more. */
    void close(Thread storing) {
        closed = true;
        LockSupport.unpark(storing);
    }

    boolean closed() {
        return closed;
    }
}
