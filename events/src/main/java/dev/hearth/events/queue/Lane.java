package dev.hearth.events.queue;

import java.util.concurrent.atomic.AtomicLong;

/** One queue of events that are due. */
final class Lane {
    static final String SHARED = "hearth.lane.";
    static final String OWN = "hearth.own.";

    private final String queue;
    private final AtomicLong waiting = new AtomicLong();

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

    /** How many events are in it, as far as this process knows. */
    long waiting() {
        return waiting.get();
    }

    void added() {
        waiting.incrementAndGet();
    }

    void removed() {
        waiting.decrementAndGet();
    }

    void counted(long depth) {
        waiting.set(depth);
    }
}
