package dev.hearth.worker.environment;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Blocking work of one environment: one piece after the other, in the order given, each on a
 * virtual thread. Given from its mailbox alone; a piece must handle its own failures.
 */
final class Chores {
    private static final Executor VIRTUAL = Thread::startVirtualThread;

    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    void add(Runnable chore) {
        last = last.thenRunAsync(chore, VIRTUAL);
    }
}
