package dev.hearth.worker;

import dev.hearth.api.worker.EnvironmentId;
import dev.hearth.api.worker.EnvironmentIdentity;
import dev.hearth.api.worker.InvokeRequest;
import dev.hearth.api.worker.Invoking;
import dev.hearth.api.worker.Logs;
import dev.hearth.api.worker.StartRequest;
import dev.hearth.api.worker.Worker;
import dev.hearth.api.worker.WorkerStatus;
import dev.hearth.foundation.http.HttpHandler;
import dev.hearth.foundation.http.HttpServer;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import dev.hearth.foundation.time.Timers;
import dev.hearth.worker.code.CodeSource;
import dev.hearth.worker.code.UnpackedCode;
import dev.hearth.worker.environment.Environments;
import dev.hearth.worker.environment.SandboxPreparation;
import dev.hearth.worker.logs.FunctionLogs;
import dev.hearth.worker.runtime.Architecture;
import dev.hearth.worker.runtime.Runtimes;
import dev.hearth.worker.sandbox.SandboxBackend;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This host's worker: wires its parts, opens and closes them. */
public final class WorkerAgent implements Worker, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerAgent.class);
    private static final long CLOSE_PATIENCE_SECONDS = 10;

    private final WorkerConfig config;
    private final SandboxBackend backend;
    private final UnpackedCode code;
    private final FunctionLogs logs;
    private final Environments environments;

    /**
     * @param backend the worker's own from here on: closed with it
     * @param runtimes what this host can run
     * @param http serves the APIs that sandboxes see; stays the caller's
     * @param hearthApi answers calls of Hearth's own API that come out of a sandbox
     */
    public WorkerAgent(
            WorkerConfig config,
            SandboxBackend backend,
            Runtimes runtimes,
            HttpServer http,
            CodeSource source,
            Clock clock,
            Timers timers,
            Entropy entropy,
            Function<EnvironmentIdentity, HttpHandler> hearthApi) {
        this.config = config;
        this.backend = backend;
        this.code = new UnpackedCode(config.unpackedCode(), source, config.code());
        this.logs = new FunctionLogs(config.logs(), clock);
        this.environments =
                new Environments(
                        new SandboxPreparation(
                                backend,
                                runtimes,
                                code,
                                http,
                                hearthApi,
                                config.hearthLimits(),
                                config.endpoint(),
                                entropy),
                        logs,
                        config.environments(),
                        clock,
                        timers,
                        entropy);
    }

    /**
     * Ends what an earlier server left behind, then takes work. Blocks.
     *
     * @throws IOException when the data folder cannot be used
     */
    public void open() throws IOException {
        int swept = backend.sweep();
        if (swept > 0) {
            LOG.info("Ended {} environments that an earlier server left behind", swept);
        }
        code.open();
        logs.start();
    }

    public Logs logs() {
        return logs;
    }

    @Override
    public WorkerStatus status() {
        return new WorkerStatus(
                config.id(),
                Architecture.ofHost(),
                backend.name(),
                config.memoryMb(),
                environments.ids());
    }

    @Override
    public CompletableFuture<Void> start(StartRequest request) {
        return environments.start(request);
    }

    @Override
    public Invoking invoke(InvokeRequest request) {
        return environments.invoke(request);
    }

    @Override
    public CompletableFuture<Void> stop(EnvironmentId environment) {
        return environments.stop(environment);
    }

    /** Stops every environment, waits for that some seconds at most, and stores what is logged. */
    @Override
    public void close() {
        environments
                .stopAll()
                .completeOnTimeout(null, CLOSE_PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        backend.close();
        logs.close();
    }
}
