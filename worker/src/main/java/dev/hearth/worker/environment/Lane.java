package dev.hearth.worker.environment;

import dev.hearth.foundation.actor.Mailbox;
import java.util.function.Consumer;

/**
 * Where the work of one environment runs: what changes its state, one task at a time in its
 * mailbox; what blocks, one piece after the other beside it. A fault of ours in either ends the
 * environment, not the server.
 */
final class Lane {
    private final Mailbox mailbox;
    private final Chores chores = new Chores();
    private final Consumer<Throwable> onFault;

    /**
     * @param onFault told in the mailbox; must not throw
     */
    Lane(Consumer<Throwable> onFault) {
        this.onFault = onFault;
        this.mailbox = new Mailbox(onFault);
    }

    /** For others who bring tasks. */
    Mailbox mailbox() {
        return mailbox;
    }

    /** Any thread: now when nobody is inside, else as soon as those are done. */
    void run(Runnable task) {
        mailbox.run(task);
    }

    /** In the mailbox: has this done outside it, after what was given before. */
    void chore(Runnable work) {
        chores.add(() -> {
            try {
                work.run();
            } catch (RuntimeException | Error fault) {
                run(() -> onFault.accept(fault));
            }
        });
    }
}
