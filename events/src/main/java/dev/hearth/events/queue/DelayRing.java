package dev.hearth.events.queue;

import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntConsumer;

/**
 * Which slots of the ring of delayed events hold something, and when to look at each. An event
 * waits in the slot of the second in which it is due; when that second has come, the slot is
 * emptied. A slot may be looked at too early or in vain (the clock was set, another process was
 * faster): every event carries its due time.
 */
final class DelayRing {
    static final String PREFIX = "hearth.delay.";

    /** Seconds, and so queues. Longer than any delay there is. */
    static final int SLOTS = 512;

    private static final long NEVER = 0;

    private final Clock clock;
    private final Timers timers;
    private final IntConsumer visit;
    private final AtomicLongArray visitAt = new AtomicLongArray(SLOTS);
    private final AtomicBoolean ticking = new AtomicBoolean();
    private volatile boolean closed;

    /**
     * @param visit called when a slot is due; must not block
     */
    DelayRing(Clock clock, Timers timers, IntConsumer visit) {
        this.clock = clock;
        this.timers = timers;
        this.visit = visit;
    }

    boolean isDue(Instant due) {
        return !due.isAfter(clock.now());
    }

    /** The slot to wait in; an event due after more than the whole ring waits again then. */
    int slotOf(Instant due) {
        long latest = clock.now().getEpochSecond() + SLOTS - 2;
        return Math.floorMod(Math.min(secondOf(due), latest), SLOTS);
    }

    static String queueOf(int slot) {
        return PREFIX + slot;
    }

    static int slotOf(String queue) {
        return Integer.parseInt(queue.substring(PREFIX.length()));
    }

    /** An event due then is in the slot: look at it in time. */
    void filled(int slot, Instant due) {
        long second = Math.min(secondOf(due), clock.now().getEpochSecond() + SLOTS - 2);
        visitAt.updateAndGet(slot, known -> known == NEVER ? second : Math.min(known, second));
        tickLater();
    }

    /** There is something in the slot; nobody knows when it is due. */
    void found(int slot) {
        filled(slot, clock.now());
    }

    /** The first second, whole, in which the event may be handed out. */
    private static long secondOf(Instant due) {
        return due.getNano() == 0 ? due.getEpochSecond() : due.getEpochSecond() + 1;
    }

    private void tickLater() {
        if (closed || !ticking.compareAndSet(false, true)) {
            return;
        }
        long intoSecond = Math.floorMod(clock.now().toEpochMilli(), 1_000);
        timers.after(Duration.ofMillis(1_000 - intoSecond), this::tick);
    }

    private void tick() {
        ticking.set(false);
        long now = clock.now().getEpochSecond();
        boolean more = false;
        for (int slot = 0; slot < SLOTS && !closed; slot++) {
            long at = visitAt.get(slot);
            if (at == NEVER) {
                continue;
            }
            if (at <= now && visitAt.compareAndSet(slot, at, NEVER)) {
                visit.accept(slot);
            } else {
                more = true;
            }
        }
        if (more) {
            tickLater();
        }
    }

    void close() {
        closed = true;
    }
}
