package dev.hearth.assignment;

import dev.hearth.api.assignment.EnvironmentPhase;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Settling environments that waiters count on, each for a short grace. All graces are equally long,
 * so they end in the order they began.
 */
final class Promises {
    private record Promise(Environment environment, long untilNanos) {
        boolean isOpen() {
            return environment.is(EnvironmentPhase.SETTLING) && environment.isPromised();
        }
    }

    private final long graceNanos;
    private final Deque<Promise> open = new ArrayDeque<>();

    Promises(long graceNanos) {
        this.graceNanos = graceNanos;
    }

    /** When it will be broken, if it is not kept. */
    long make(Environment environment, long nowNanos) {
        long until = nowNanos + graceNanos;
        open.addLast(new Promise(environment, until));
        return until;
    }

    /** The next environment that has not kept its promise in time. */
    Optional<Environment> takeBroken(long nowNanos) {
        dropKept();
        if (open.isEmpty() || open.getFirst().untilNanos() - nowNanos > 0) {
            return Optional.empty();
        }
        return Optional.of(open.removeFirst().environment());
    }

    OptionalLong nextBreak() {
        dropKept();
        return open.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(open.getFirst().untilNanos());
    }

    private void dropKept() {
        while (!open.isEmpty() && !open.getFirst().isOpen()) {
            open.removeFirst();
        }
    }
}
