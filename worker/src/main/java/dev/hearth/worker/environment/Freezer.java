package dev.hearth.worker.environment;

import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Timers;
import dev.hearth.worker.sandbox.Sandbox;
import java.time.Duration;
import java.util.Optional;

/**
 * Freezes a sandbox that has rested for a while. AWS freezes at once; the delay spares back-to-back
 * invokes the freeze and the thaw. Confined to the mailbox.
 */
final class Freezer {
    private final Tenancy tenancy;
    private final Optional<Duration> delay;
    private final Clock clock;
    private final Alarm rested;
    private boolean frozen;

    /**
     * @param delay never when empty
     */
    Freezer(Tenancy tenancy, Optional<Duration> delay, Clock clock, Timers timers, Lane lane) {
        this.tenancy = tenancy;
        this.delay = delay;
        this.clock = clock;
        // Freezing writes to the kernel and takes a while: not on the thread of the timers.
        this.rested =
                new Alarm(
                        timers,
                        clock,
                        task -> Thread.startVirtualThread(() -> lane.run(task)),
                        this::freeze);
    }

    /** Nothing runs until {@link #wake}. */
    void rest() {
        delay.ifPresent(some -> rested.setAt(clock.nanos() + some.toNanos()));
    }

    void wake() {
        rested.clear();
        if (frozen) {
            tenancy.sandbox().ifPresent(Sandbox::thaw);
            frozen = false;
        }
    }

    /** Wakes it for good. */
    void close() {
        rested.close();
        wake();
    }

    private void freeze() {
        if (!frozen) {
            tenancy.sandbox().ifPresent(Sandbox::freeze);
            frozen = true;
        }
    }
}
