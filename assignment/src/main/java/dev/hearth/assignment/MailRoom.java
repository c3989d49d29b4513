package dev.hearth.assignment;

import dev.hearth.foundation.actor.Mailbox;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The owner's way in and way out. Tasks come in one at a time, through the mailbox. What they want
 * done by others (calls to workers, completions of futures with whatever hangs on them) goes out
 * after it, on the threads that leave, so that nothing of others' ever runs inside.
 */
final class MailRoom {
    private static final Logger log = LoggerFactory.getLogger(MailRoom.class);

    private final Mailbox mailbox = new Mailbox(MailRoom::tell);
    private final Queue<Runnable> outgoing = new ConcurrentLinkedQueue<>();

    /** Runs a task inside, at once unless somebody is in there, then delivers what is to go out. */
    void enter(Runnable task) {
        mailbox.run(task);
        for (Runnable action = outgoing.poll(); action != null; action = outgoing.poll()) {
            guarded(action);
        }
    }

    /** Called inside: has the action done outside, soon. */
    void post(Runnable action) {
        outgoing.add(action);
    }

    /** A fault in one action must not keep the others from going out. */
    private static void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error fault) {
            tell(fault);
        }
    }

    private static void tell(Throwable fault) {
        log.error("Assignment met a fault of its own", fault);
    }
}
