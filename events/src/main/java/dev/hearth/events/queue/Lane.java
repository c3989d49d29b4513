package dev.hearth.events.queue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** One queue of events that are due. */
final class Lane {
    static final String SHARED = "hearth.lane.";
    static final String OWN = "hearth.own.";

    private static final int WINDOW = 256 << 10;

    /** There may be a thousand of these. */
    private static final int OWN_WINDOW = 32 << 10;

    private final String queue;
    private final AtomicLong waiting = new AtomicLong();
    private volatile long lastUsed;

    Lane(String queue) {
        this.queue = queue;
    }

    String queue() {
        return queue;
    }

    /** Whether it is one function's alone. */
    boolean isOwn() {
        return queue.startsWith(OWN);
    }

    /** How many bytes may be on their way from the broker to its reader. */
    int window() {
        return isOwn() ? OWN_WINDOW : WINDOW;
    }

    /** How many events are in it, as far as this process knows. */
    long waiting() {
        return waiting.get();
    }

    void added() {
        waiting.incrementAndGet();
    }

    /** An event that another process has added may not have been counted. */
    void removed() {
        waiting.updateAndGet(known -> Math.max(0, known - 1));
    }

    void counted(long depth) {
        waiting.set(depth);
    }

    void used(long nowNanos) {
        lastUsed = nowNanos;
    }

    boolean unusedFor(Duration length, long nowNanos) {
        if (waiting.get() > 0) {
            lastUsed = nowNanos;
            return false;
        }
        return nowNanos - lastUsed > length.toNanos();
    }
}
