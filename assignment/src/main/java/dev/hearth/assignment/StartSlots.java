package dev.hearth.assignment;

import dev.hearth.api.worker.WorkerId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Bounds how many environments start at once on each worker; the others queue, first come first.
 */
final class StartSlots {
    private static final class Slots {
        private int taken;
        private final Deque<Environment> queue = new ArrayDeque<>();
    }

    private final int perWorker;
    private final Map<WorkerId, Slots> byWorker = new HashMap<>();

    StartSlots(int perWorker) {
        this.perWorker = perWorker;
    }

    /** True when the environment may start now; else it is queued. */
    boolean enter(Environment environment, WorkerId worker) {
        Slots slots = byWorker.computeIfAbsent(worker, id -> new Slots());
        if (slots.taken < perWorker) {
            slots.taken++;
            return true;
        }
        slots.queue.addLast(environment);
        return false;
    }

    /** Gives a slot back; whoever is returned has it now. */
    Optional<Environment> leave(WorkerId worker) {
        Slots slots = byWorker.get(worker);
        if (slots == null) {
            throw new IllegalStateException("no start is under way on " + worker);
        }
        Environment next = slots.queue.pollFirst();
        if (next != null) {
            return Optional.of(next);
        }
        slots.taken--;
        if (slots.taken == 0) {
            byWorker.remove(worker);
        }
        return Optional.empty();
    }
}
