package dev.hearth.worker.environment;

import dev.hearth.foundation.time.Clock;
import dev.hearth.worker.runtimeapi.RuntimeApi;
import dev.hearth.worker.sandbox.ExitStatus;
import dev.hearth.worker.sandbox.RunningProcess;
import dev.hearth.worker.sandbox.Sandbox;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The runtime of one environment: started in its quarters, watched, ended, and started again after
 * a reset. Confined to the mailbox.
 */
final class RuntimeProcess {
    private final Tenancy tenancy;
    private final RuntimeApi api;
    private final Lane lane;
    private final Clock clock;
    private final Consumer<Failure> onFailure;

    /** The process, and who tells of its end. */
    private record Watched(RunningProcess process, CompletableFuture<Void> watch) {}

    private Optional<Watched> current = Optional.empty();
    private long startedNanos;

    /** Counts resets, so that word of a process that was ended in one is known as old. */
    private long resets;

    /**
     * @param onFailure told in the mailbox that it could not be started, or has ended by itself
     */
    RuntimeProcess(
            Tenancy tenancy, RuntimeApi api, Lane lane, Clock clock, Consumer<Failure> onFailure) {
        this.tenancy = tenancy;
        this.api = api;
        this.lane = lane;
        this.clock = clock;
        this.onFailure = onFailure;
    }

    void start(Quarters in) {
        startedNanos = clock.nanos();
        if (in.entrypointFault().isPresent()) {
            onFailure.accept(Failure.entrypoint(in.entrypointFault().get()));
            return;
        }
        api.started();
        long during = resets;
        lane.chore(() -> {
            try {
                RunningProcess running = in.sandbox().start(in.process());
                lane.run(() -> started(running, during));
            } catch (IOException refused) {
                lane.run(() -> failed(Failure.entrypoint(reason(refused)), during));
            }
        });
    }

    private static String reason(IOException refused) {
        return Optional.ofNullable(refused.getMessage()).orElse("the runtime cannot be started");
    }

    private void started(RunningProcess running, long during) {
        if (during == resets) {
            CompletableFuture<Void> watch =
                    running.exit().thenAccept(status -> lane.run(() -> exited(running, status)));
            current = Optional.of(new Watched(running, watch));
        }
    }

    private void exited(RunningProcess ended, ExitStatus status) {
        if (current.filter(watched -> watched.process().equals(ended)).isPresent()) {
            current = Optional.empty();
            onFailure.accept(Failure.exited(status));
        }
    }

    private void failed(Failure failure, long during) {
        if (during == resets) {
            onFailure.accept(failure);
        }
    }

    /** Since its last start. */
    long ageNanos() {
        return clock.nanos() - startedNanos;
    }

    /** What it has printed so far is in the log when this returns. */
    void drainOutput() {
        current.ifPresent(watched -> watched.process().drainOutput());
    }

    /** Nothing that it still does counts. */
    void disown() {
        resets++;
        api.down();
        current = Optional.empty();
    }

    /** Ends it and all it has started; tells in the mailbox when they are gone. */
    void kill(Runnable gone) {
        disown();
        lane.chore(() -> {
            tenancy.sandbox().ifPresent(Sandbox::kill);
            lane.run(gone);
        });
    }
}
