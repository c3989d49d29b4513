package dev.hearth.foundation.http;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One deadline that moves often and is seldom met: moving it later costs no timer, because the
 * timer that is out looks again when it fires. Belongs to its event loop's thread.
 */
final class Alarm {
    private static final long NEVER = Long.MAX_VALUE;

    private final EventExecutor loop;
    private final Runnable action;
    private long deadline = NEVER;
    private long timerAt = NEVER;
    private @Nullable Future<?> timer;

    Alarm(EventExecutor loop, Runnable action) {
        this.loop = loop;
        this.action = action;
    }

    /** Replaces the deadline; zero is none. */
    void set(Duration delay) {
        if (delay.isZero()) {
            off();
            return;
        }
        deadline = now() + delay.toNanos();
        if (timer == null || deadline < timerAt) {
            cancelTimer();
            schedule();
        }
    }

    void off() {
        deadline = NEVER;
    }

    /** For good: nothing is left behind in the event loop. */
    void close() {
        off();
        cancelTimer();
    }

    private void schedule() {
        timerAt = deadline;
        timer = loop.schedule(this::ring, deadline - now(), NANOSECONDS);
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void ring() {
        timer = null;
        if (deadline == NEVER) {
            return;
        }
        if (now() < deadline) {
            schedule();
            return;
        }
        deadline = NEVER;
        action.run();
    }

    /** Since the loop's own beginning, so it never overflows. */
    private long now() {
        return loop.ticker().nanoTime() - loop.ticker().initialNanoTime();
    }
}
