package dev.hearth.state.zookeeper;

import dev.hearth.foundation.time.Timers;
import java.time.Duration;

/** Timers whose time never comes. */
public final class NoTimers implements Timers {
    @Override
    public Timer after(Duration delay, Runnable task) {
        return () -> {};
    }
}
