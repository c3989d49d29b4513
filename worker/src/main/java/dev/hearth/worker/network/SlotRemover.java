package dev.hearth.worker.network;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes used slots apart on a thread of its own. The kernel waits for all processors whenever links
 * go, and holds up whoever wants to make one; it waits once however many go together, so they are
 * gathered for a moment first. What waits here is bounded by the addresses there are.
 */
final class SlotRemover implements AutoCloseable {
    static final Duration GATHER = Duration.ofMillis(50);

    private static final Logger LOG = LoggerFactory.getLogger(SlotRemover.class);

    private final Router router;
    private final AddressPool addresses;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;
    private List<VethSlot> waiting = new ArrayList<>();
    private boolean closed;

    SlotRemover(Router router, AddressPool addresses) {
        this.router = router;
        this.addresses = addresses;
        this.thread = Thread.ofPlatform().daemon().name("slot-remover").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void remove(VethSlot slot) {
        lock.lock();
        try {
            waiting.add(slot);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        List<VethSlot> slots = gather();
        while (!slots.isEmpty()) {
            takeApart(slots);
            slots = gather();
        }
    }

    /** Waits for the first slot and a moment more; empty when none will come any more. */
    private List<VethSlot> gather() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.await();
            }
            long left = GATHER.toNanos();
            while (left > 0 && !closed) {
                left = changed.awaitNanos(left);
            }
            List<VethSlot> slots = waiting;
            waiting = new ArrayList<>();
            return slots;
        } catch (InterruptedException e) {
            return List.of();
        } finally {
            lock.unlock();
        }
    }

    private void takeApart(List<VethSlot> slots) {
        try {
            router.disconnect(slots.stream().map(VethSlot::link).toList());
            slots.forEach(slot -> addresses.giveBack(slot.number()));
        } catch (IOException e) {
            LOG.warn("{} links stay until the worker ends, and their addresses", slots.size(), e);
        } finally {
            slots.forEach(slot -> slot.inside().namespace().close());
        }
    }

    /** Takes apart what waits. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
