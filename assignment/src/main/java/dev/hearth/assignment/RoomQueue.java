package dev.hearth.assignment;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Environments that wait for a place, in order, and the memory that is on its way to them. */
final class RoomQueue {
    private final Deque<Environment> waiting = new ArrayDeque<>();
    private final Set<Environment> leaving = new HashSet<>();
    private long wantedMb;
    private long comingMb;

    void join(Environment environment) {
        waiting.addLast(environment);
        wantedMb += environment.memoryMb();
    }

    Optional<Environment> first() {
        return Optional.ofNullable(waiting.peekFirst());
    }

    void removeFirst() {
        wantedMb -= waiting.removeFirst().memoryMb();
    }

    /** One that is being stopped will leave its room to others. */
    void countOn(Environment stopping) {
        if (leaving.add(stopping)) {
            comingMb += stopping.memoryMb();
        }
    }

    boolean countsOn(Environment stopping) {
        return leaving.contains(stopping);
    }

    /** It is gone, or takes too long. */
    void countNoMoreOn(Environment stopping) {
        if (leaving.remove(stopping)) {
            comingMb -= stopping.memoryMb();
        }
    }

    boolean needsMore() {
        return comingMb < wantedMb;
    }

    boolean someIsComing() {
        return comingMb > 0;
    }
}
