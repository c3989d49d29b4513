package dev.hearth.events.queue;

import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntConsumer;

/**
 * Which slots of the ring of delayed events hold something, and when to look at each. An event
 * waits in the slot of the second in which it is due; when that second has come, the slot is
 * emptied. A slot may be looked at too early or in vain (the clock was set, another process was
 * faster): every event carries its due time.
 *
 * <p>Where several processes share the ring, each looks after the sections that are its own, and
 * does not know what others write there: every slot is looked at in each turn of the ring.
 */
final class DelayRing {
    static final String PREFIX = "hearth.delay.";

    /** Seconds, and so queues. Longer than any delay there is. */
    static final int SLOTS = 512;

    /**
     * Shares of the ring, of slots that are not neighbours: a second's work is never one's alone.
     */
    static final int SECTIONS = 8;

    private static final String SECTION = "hearth.ring.";

    /** Seconds after its own in which a slot is looked at once more, for who wrote late. */
    private static final int LATE = 2;

    private static final long NEVER = 0;

    private final Clock clock;
    private final Timers timers;
    private final IntConsumer visit;
    private final AtomicLongArray visitAt = new AtomicLongArray(SLOTS);
    private final boolean shared;
    private final AtomicIntegerArray patrolled = new AtomicIntegerArray(SECTIONS);
    private final AtomicBoolean ticking = new AtomicBoolean();
    private volatile boolean closed;

    /**
     * @param shared whether other processes write here, and look after what is not patrolled
     * @param visit called when a slot is due; must not block
     */
    DelayRing(Clock clock, Timers timers, boolean shared, IntConsumer visit) {
        this.clock = clock;
        this.timers = timers;
        this.shared = shared;
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

    static String section(int number) {
        return SECTION + number;
    }

    static boolean isSection(String key) {
        return key.startsWith(SECTION);
    }

    static int sectionOf(String key) {
        return Integer.parseInt(key.substring(SECTION.length()));
    }

    /** From now on the section is this process's to look after. */
    void patrol(int section) {
        patrolled.set(section, 1);
        for (int slot = section; slot < SLOTS; slot += SECTIONS) {
            found(slot);
        }
    }

    void leave(int section) {
        patrolled.set(section, 0);
    }

    private boolean isOurs(int slot) {
        return !shared || patrolled.get(slot % SECTIONS) == 1;
    }

    /** An event due then is in the slot: look at it in time. */
    void filled(int slot, Instant due) {
        if (!isOurs(slot)) {
            return;
        }
        long second = Math.min(secondOf(due), clock.now().getEpochSecond() + SLOTS - 2);
        visitAt.updateAndGet(slot, known -> known == NEVER ? second : Math.min(known, second));
        tickLater();
    }

    /** There is something in the slot; nobody knows when it is due. */
    void found(int slot) {
        filled(slot, clock.now());
    }

    /** There is something in the slot, which is no news if it is to be looked at anyway. */
    void seen(int slot) {
        if (visitAt.get(slot) == NEVER) {
            found(slot);
        }
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
            long next = shared && isOurs(slot) ? turnAfter(slot, now) : NEVER;
            if (at <= now && visitAt.compareAndSet(slot, at, next)) {
                more |= next != NEVER;
                if (isOurs(slot)) {
                    visit.accept(slot);
                }
            } else {
                more = true;
            }
        }
        if (more) {
            tickLater();
        }
    }

    /** When a slot is to be looked at next, whoever writes to it. */
    private static long turnAfter(int slot, long now) {
        long latest = now - Math.floorMod(now - slot, SLOTS);
        return now - latest < LATE ? latest + LATE : latest + SLOTS;
    }

    void close() {
        closed = true;
    }
}
