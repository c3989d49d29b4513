package dev.hearth.assignment;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.function.EnvironmentKey;
import dev.hearth.api.worker.EnvironmentId;
import dev.hearth.api.worker.InvokeRequest;
import dev.hearth.api.worker.Invoking;
import dev.hearth.api.worker.StartRequest;
import dev.hearth.api.worker.Worker;
import dev.hearth.api.worker.WorkerStatus;
import dev.hearth.foundation.time.Timers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * A worker that takes its time, sometimes fails, and sometimes never answers, as its random numbers
 * say.
 */
final class SimulatedWorker implements Worker {
    private static final int START_HANGS_PERCENT = 3;
    private static final int START_FAILS_PERCENT = 10;
    private static final int STOP_FAILS_PERCENT = 3;

    enum State {
        STARTING,
        RUNNING,
        STOPPING
    }

    private record Held(EnvironmentKey key, State state) {}

    private final Timers timers;
    private final Random random;
    private final Map<EnvironmentId, Held> held = new LinkedHashMap<>();
    private int startsAsked;
    private int mostStartingAtOnce;

    SimulatedWorker(Timers timers, Random random) {
        this.timers = timers;
        this.random = random;
    }

    @Override
    public WorkerStatus status() {
        return new WorkerStatus(FakeWorker.ID, "x86_64", "fake", 1, List.copyOf(held.keySet()));
    }

    @Override
    public CompletableFuture<Void> start(StartRequest request) {
        EnvironmentId id = request.environment();
        EnvironmentKey key = request.function().key();
        startsAsked++;
        held.put(id, new Held(key, State.STARTING));
        mostStartingAtOnce = Math.max(mostStartingAtOnce, count(State.STARTING));
        if (random.nextInt(100) < START_HANGS_PERCENT) {
            return new CompletableFuture<>();
        }
        boolean fails = random.nextInt(100) < START_FAILS_PERCENT;
        return later(
                200,
                () -> {
                    held.put(id, new Held(key, State.RUNNING));
                    if (fails) {
                        held.remove(id);
                        throw new ApiException(ErrorCode.SERVICE, "start failed");
                    }
                });
    }

    @Override
    public Invoking invoke(InvokeRequest request) {
        throw new UnsupportedOperationException("assignment invokes nothing");
    }

    @Override
    public CompletableFuture<Void> stop(EnvironmentId id) {
        Held known = held.get(id);
        if (known == null) {
            return CompletableFuture.completedFuture(null);
        }
        held.put(id, new Held(known.key(), State.STOPPING));
        boolean fails = random.nextInt(100) < STOP_FAILS_PERCENT;
        return later(
                60,
                () -> {
                    held.remove(id);
                    if (fails) {
                        throw new IllegalStateException("stop failed");
                    }
                });
    }

    boolean isRunning(EnvironmentId id, EnvironmentKey key) {
        return new Held(key, State.RUNNING).equals(held.get(id));
    }

    int startsAsked() {
        return startsAsked;
    }

    int mostStartingAtOnce() {
        return mostStartingAtOnce;
    }

    Map<EnvironmentId, ?> held() {
        return held;
    }

    private int count(State state) {
        return (int) held.values().stream().filter(h -> h.state() == state).count();
    }

    private CompletableFuture<Void> later(int mostMillis, Runnable action) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        timers.after(
                Duration.ofMillis(random.nextInt(mostMillis)),
                () -> {
                    try {
                        action.run();
                        done.complete(null);
                    } catch (RuntimeException e) {
                        done.completeExceptionally(e);
                    }
                });
        return done;
    }
}
