package dev.hearth.assignment;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * Every idle environment, least recently used first: who is stopped when idle for too long, or when
 * others need the room.
 */
final class IdleEnvironments {
    private final SequencedSet<Environment> byAge = new LinkedHashSet<>();

    void add(Environment environment) {
        byAge.addLast(environment);
        environment.pool().pushIdle(environment);
    }

    Optional<Environment> takeMostRecent(Pool pool) {
        Optional<Environment> taken = pool.popIdle();
        taken.ifPresent(byAge::remove);
        return taken;
    }

    Optional<Environment> oldest() {
        return byAge.isEmpty() ? Optional.empty() : Optional.of(byAge.getFirst());
    }

    Optional<Environment> takeOldest() {
        return take(oldest());
    }

    /** The oldest, if it was idle at that time already. */
    Optional<Environment> takeOldest(long idleSinceNanos) {
        return take(oldest().filter(e -> e.sinceNanos() - idleSinceNanos <= 0));
    }

    private Optional<Environment> take(Optional<Environment> taken) {
        taken.ifPresent(environment -> {
            byAge.removeFirst();
            environment.pool().removeIdle(environment);
        });
        return taken;
    }
}
