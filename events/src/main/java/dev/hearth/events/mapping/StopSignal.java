package dev.hearth.events.mapping;

import dev.hearth.foundation.time.Timers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Says to many threads that it is over, also to those that wait. */
public final class StopSignal {
    private final Timers timers;
    private final CompletableFuture<Void> given = new CompletableFuture<>();

    public StopSignal(Timers timers) {
        this.timers = timers;
    }

    public void give() {
        given.complete(null);
    }

    public boolean isGiven() {
        return given.isDone();
    }

    /**
     * Blocks for so long, or until the signal is given.
     *
     * @return false when it is
     */
    public boolean await(Duration length) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        Timers.Timer timer = timers.after(length, () -> over.complete(null));
        CompletableFuture.anyOf(over, given).join();
        timer.cancel();
        return !given.isDone();
    }
}
