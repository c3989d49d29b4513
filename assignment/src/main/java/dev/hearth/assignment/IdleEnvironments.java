package dev.hearth.assignment;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Consumer;

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

    /** Hands over all of one pool. */
    void takeAll(Pool pool, Consumer<Environment> action) {
        for (var next = takeMostRecent(pool); next.isPresent(); next = takeMostRecent(pool)) {
            action.accept(next.get());
        }
    }

    /** Hands over those that were idle at that time already. */
    void takeUnusedSince(long nanos, Consumer<Environment> action) {
        while (!byAge.isEmpty() && byAge.getFirst().sinceNanos() - nanos <= 0) {
            takeOldest().ifPresent(action);
        }
    }

    Optional<Environment> takeOldest() {
        Optional<Environment> taken = oldest();
        taken.ifPresent(environment -> {
            byAge.removeFirst();
            environment.pool().removeIdle(environment);
        });
        return taken;
    }
}
