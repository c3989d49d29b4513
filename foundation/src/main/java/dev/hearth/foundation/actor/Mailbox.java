package dev.hearth.foundation.actor;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs tasks one at a time, in the order they came, on the threads of those who bring them: a
 * caller who finds the mailbox free runs its own task at once, without a hand-off; one who finds it
 * taken leaves the task to whoever is inside. So the state behind a mailbox needs no locks. Tasks
 * must be short, must not block, and must not throw.
 */
public final class Mailbox {
    private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();

    public void run(Runnable task) {
        queue.add(task);
        if (pending.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            for (int i = 0; i < seen; i++) {
                Runnable next = queue.poll();
                if (next == null) {
                    throw new IllegalStateException("a counted task is missing from the mailbox");
                }
                next.run();
            }
            seen = pending.addAndGet(-seen);
        } while (seen != 0);
    }
}
