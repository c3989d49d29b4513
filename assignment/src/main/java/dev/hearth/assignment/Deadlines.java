package dev.hearth.assignment;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Environments that owe something, each within the same time: so their deadlines come in the order
 * they were set.
 */
final class Deadlines {
    private record Deadline(Environment environment, long atNanos) {}

    private final long limitNanos;
    private final Predicate<Environment> owes;
    private final Deque<Deadline> open = new ArrayDeque<>();

    /**
     * @param owes whether it has not done yet what it has a deadline for
     */
    Deadlines(long limitNanos, Predicate<Environment> owes) {
        this.limitNanos = limitNanos;
        this.owes = owes;
    }

    /** When its time will be over. */
    long set(Environment environment, long nowNanos) {
        long at = nowNanos + limitNanos;
        open.addLast(new Deadline(environment, at));
        return at;
    }

    /** Hands over, once each, those whose time is over. */
    void takeMissed(long nowNanos, Consumer<Environment> missed) {
        dropMet();
        while (!open.isEmpty() && open.getFirst().atNanos() - nowNanos <= 0) {
            missed.accept(open.removeFirst().environment());
            dropMet();
        }
    }

    OptionalLong next() {
        dropMet();
        return open.isEmpty() ? OptionalLong.empty() : OptionalLong.of(open.getFirst().atNanos());
    }

    private void dropMet() {
        while (!open.isEmpty() && !owes.test(open.getFirst().environment())) {
            open.removeFirst();
        }
    }
}
