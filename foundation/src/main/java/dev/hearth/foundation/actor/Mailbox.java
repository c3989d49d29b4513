package dev.hearth.foundation.actor;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one at a time, in the order they came, on the threads of those who bring them: a
 * caller who finds the mailbox free runs its own task at once, without a hand-off; one who finds it
 * taken leaves the task to whoever is inside. So the state behind a mailbox needs no locks. Tasks
 * must be short and must not block. One that throws ends there, and those after it run.
 */
public final class Mailbox {
    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

    private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();
    private final Consumer<Throwable> onFault;

    /**
     * @param onFault told what a task has thrown, inside, before the next task; must not throw
     */
    public Mailbox(Consumer<Throwable> onFault) {
        this.onFault = onFault;
    }

    /** Never throws what a task throws: it may be another caller's. */
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
                guarded(next);
            }
            seen = pending.addAndGet(-seen);
        } while (seen != 0);
    }

    /** What left here would leave the count as it is, and every later task waiting for ever. */
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable fault) {
            tell(fault);
        }
    }

    private void tell(Throwable fault) {
        try {
            onFault.accept(fault);
        } catch (Throwable worse) {
            worse.addSuppressed(fault);
            LOG.error("a fault could not be told of", worse);
        }
    }
}
