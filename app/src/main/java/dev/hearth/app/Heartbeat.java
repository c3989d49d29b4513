package dev.hearth.app;

import dev.hearth.api.placement.Placement;
import dev.hearth.api.worker.Worker;
import dev.hearth.foundation.time.Timers;
import java.time.Duration;

/** Tells placement again and again that a worker is alive. */
final class Heartbeat implements AutoCloseable {
    private final Worker worker;
    private final Placement placement;
    private final Timers timers;
    private final Duration every;
    private volatile boolean closed;

    Heartbeat(Worker worker, Placement placement, Timers timers, Duration every) {
        this.worker = worker;
        this.placement = placement;
        this.timers = timers;
        this.every = every;
    }

    /** The first beat has been taken when this returns. */
    void start() {
        if (closed) {
            return;
        }
        placement.heartbeat(worker.status());
        var _ = timers.after(every, this::start);
    }

    @Override
    public void close() {
        closed = true;
    }
}
