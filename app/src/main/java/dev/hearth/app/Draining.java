package dev.hearth.app;

import dev.hearth.api.assignment.Assignment;
import dev.hearth.api.assignment.EnvironmentPhase;
import dev.hearth.foundation.time.Timers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Waiting for the invokes that are under way, when a server stops. */
final class Draining {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final Assignment assignment;
    private final Timers timers;

    Draining(Assignment assignment, Timers timers) {
        this.assignment = assignment;
        this.timers = timers;
    }

    /** Returns when no invoke is waiting for its answer, or the patience is over. */
    void await(Duration patience) {
        CompletableFuture<Void> idle = new CompletableFuture<>();
        look(idle);
        idle.completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    private void look(CompletableFuture<Void> idle) {
        boolean busy =
                assignment.environments().stream()
                        .anyMatch(e ->
                                e.phase() == EnvironmentPhase.BUSY
                                        || e.phase() == EnvironmentPhase.STARTING);
        if (busy && !idle.isDone()) {
            timers.after(BETWEEN_LOOKS, () -> look(idle));
        } else {
            idle.complete(null);
        }
    }
}
