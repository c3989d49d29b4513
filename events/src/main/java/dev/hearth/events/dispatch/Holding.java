package dev.hearth.events.dispatch;

import dev.hearth.events.queue.Taken;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/**
 * One function's events that wait here for their turn, and which of all that are out came out of
 * shared lanes, where they delay others. For the mailbox of its drain alone.
 */
final class Holding {
    private final int mostFromSharedLanes;
    private final Settling settling;
    private final Deque<Taken> toInvoke = new ArrayDeque<>();
    private final Deque<Taken> toTell = new ArrayDeque<>();
    private final Set<Taken> fromSharedLanes = new HashSet<>();

    /**
     * @param mostFromSharedLanes with more out, the function gets a lane of its own
     */
    Holding(int mostFromSharedLanes, Settling settling) {
        this.mostFromSharedLanes = mostFromSharedLanes;
        this.settling = settling;
    }

    /**
     * Holds it, or moves it to a lane of its function's own.
     *
     * @param paused whether nothing is invoked for now
     */
    void add(Taken taken, boolean paused) {
        boolean over = taken.event().untold().isPresent();
        if (!taken.inOwnLane()) {
            fromSharedLanes.add(taken);
            boolean tooMany = fromSharedLanes.size() > mostFromSharedLanes;
            if (tooMany || (!over && paused && anyToInvoke())) {
                settling.move(taken);
                return;
            }
        }
        (over ? toTell : toInvoke).add(taken);
    }

    boolean anyToInvoke() {
        return !toInvoke.isEmpty();
    }

    boolean anyToTell() {
        return !toTell.isEmpty();
    }

    Optional<Taken> nextToInvoke() {
        return Optional.ofNullable(toInvoke.poll());
    }

    Optional<Taken> nextToTell() {
        return Optional.ofNullable(toTell.poll());
    }

    void settled(Taken taken) {
        fromSharedLanes.remove(taken);
    }

    boolean isEmpty() {
        return toInvoke.isEmpty() && toTell.isEmpty() && fromSharedLanes.isEmpty();
    }

    void clear() {
        toInvoke.clear();
        toTell.clear();
    }

    /** After each lost connection all that was out comes again: each is held once. */
    void leaveLost() {
        fromSharedLanes.removeIf(Taken::isLost);
        leaveLost(toInvoke);
        leaveLost(toTell);
    }

    private void leaveLost(Deque<Taken> waiting) {
        for (Iterator<Taken> all = waiting.iterator(); all.hasNext(); ) {
            Taken next = all.next();
            if (next.isLost()) {
                all.remove();
                settling.putBack(next);
            }
        }
    }

    /** What is to be invoked, so that it delays nobody while its function is left alone. */
    void moveOutOfSharedLanes() {
        for (Iterator<Taken> all = toInvoke.iterator(); all.hasNext(); ) {
            Taken next = all.next();
            if (!next.inOwnLane()) {
                all.remove();
                settling.move(next);
            }
        }
    }
}
