package dev.hearth.assignment;

import dev.hearth.foundation.time.Timers;
import dev.hearth.foundation.time.Timers.Timer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The owner's one timer: rings at the earliest time anyone asked for. */
final class Alarm {
    private final Timers timers;
    private final Runnable onRing;
    private @Nullable Timer timer;
    private long ringsAtNanos;

    Alarm(Timers timers, Runnable onRing) {
        this.timers = timers;
        this.onRing = onRing;
    }

    /** Cheap when it would ring by then anyway, as on every warm release. */
    void noLaterThan(long nanos, long nowNanos) {
        if (timer != null) {
            if (nanos - ringsAtNanos >= 0) {
                return;
            }
            timer.cancel();
        }
        ringsAtNanos = nanos;
        timer = timers.after(Duration.ofNanos(Math.max(0, nanos - nowNanos)), onRing);
    }

    /** It rang; whoever still wants to be woken has to ask again. */
    void reset() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
