package dev.hearth.worker.environment;

import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Timers;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A deadline that moves with every invoke and is rarely met. Moving it back only writes a number:
 * the timer behind it looks at that number when it fires, and is set again for the rest. Confined
 * to a mailbox.
 */
final class Alarm {
    private final Timers timers;
    private final Clock clock;
    private final Consumer<Runnable> mailbox;
    private final Runnable action;
    private boolean due;
    private long dueNanos;
    private boolean armed;
    private long armedNanos;
    private Timers.Timer timer = () -> {};

    /**
     * @param mailbox takes what the timer's thread brings; must not block it
     */
    Alarm(Timers timers, Clock clock, Consumer<Runnable> mailbox, Runnable action) {
        this.timers = timers;
        this.clock = clock;
        this.mailbox = mailbox;
        this.action = action;
    }

    void setAt(long nanos) {
        due = true;
        dueNanos = nanos;
        if (!armed || armedNanos - nanos > 0) {
            arm(nanos);
        }
    }

    void clear() {
        due = false;
    }

    /** Forgets the timer as well, which would keep all this in memory until it fires. */
    void close() {
        due = false;
        timer.cancel();
    }

    private void arm(long nanos) {
        timer.cancel();
        armed = true;
        armedNanos = nanos;
        long delay = Math.max(0, nanos - clock.nanos());
        timer = timers.after(Duration.ofNanos(delay), () -> mailbox.accept(() -> fired(nanos)));
    }

    private void fired(long nanos) {
        if (!armed || armedNanos != nanos) {
            return;
        }
        armed = false;
        if (!due) {
            return;
        }
        if (dueNanos - clock.nanos() > 0) {
            arm(dueNanos);
        } else {
            due = false;
            action.run();
        }
    }
}
