package dev.hearth.worker.environment;

import dev.hearth.api.function.FunctionConfig;
import dev.hearth.api.worker.EnvironmentIdentity;
import dev.hearth.api.worker.StartRequest;
import dev.hearth.foundation.http.HttpHandler;
import dev.hearth.foundation.http.HttpLimits;
import dev.hearth.foundation.http.HttpServer;
import dev.hearth.foundation.time.Entropy;
import dev.hearth.worker.code.CodeLease;
import dev.hearth.worker.code.UnpackedCode;
import dev.hearth.worker.logs.EnvironmentLog;
import dev.hearth.worker.network.NetworkPolicy;
import dev.hearth.worker.runtime.LanguageRuntime;
import dev.hearth.worker.runtime.Runtimes;
import dev.hearth.worker.runtimeapi.RuntimeApi;
import dev.hearth.worker.sandbox.ProcessSpec;
import dev.hearth.worker.sandbox.Sandbox;
import dev.hearth.worker.sandbox.SandboxBackend;
import dev.hearth.worker.sandbox.SandboxSpec;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes quarters: code, runtime, sandbox, listeners, variables. Safe for many threads. */
public final class SandboxPreparation implements Preparation {
    /** AWS's limits inside an execution environment. */
    private static final int MAX_PIDS = 1024;

    private static final int MAX_FILES = 1024;

    private final SandboxBackend backend;
    private final Runtimes runtimes;
    private final UnpackedCode code;
    private final HttpServer http;
    private final Function<EnvironmentIdentity, HttpHandler> hearthApi;
    private final HttpLimits hearthLimits;
    private final String publicEndpoint;
    private final Entropy entropy;

    public SandboxPreparation(
            SandboxBackend backend,
            Runtimes runtimes,
            UnpackedCode code,
            HttpServer http,
            Function<EnvironmentIdentity, HttpHandler> hearthApi,
            HttpLimits hearthLimits,
            String publicEndpoint,
            Entropy entropy) {
        this.backend = backend;
        this.runtimes = runtimes;
        this.code = code;
        this.http = http;
        this.hearthApi = hearthApi;
        this.hearthLimits = hearthLimits;
        this.publicEndpoint = publicEndpoint;
        this.entropy = entropy;
    }

    @Override
    public Quarters prepare(
            StartRequest request, String logStream, RuntimeApi api, EnvironmentLog log)
            throws IOException {
        FunctionConfig function = request.function();
        Deque<Runnable> release = new ArrayDeque<>();
        try {
            LanguageRuntime runtime = runtimes.find(function.runtime(), function.architecture());
            CodeLease task = code.lease(function.code());
            release.push(task::close);
            Sandbox sandbox = backend.create(spec(request, runtime, task));
            release.push(sandbox::close);
            release.push(http.serve(sandbox.runtimeApi(), api.limits(), api)::close);
            EnvironmentIdentity identity = Credentials.make(request, entropy);
            Optional<HttpServer.Listener> own = serveHearth(sandbox, identity);
            own.ifPresent(listener -> release.push(listener::close));
            Map<String, String> variables =
                    Variables.of(
                            function,
                            identity,
                            sandbox,
                            logStream,
                            runtime.variables(sandbox.paths()),
                            endpoint(own));
            return new Quarters(
                    sandbox,
                    new ProcessSpec(
                            command(runtime, sandbox, function),
                            variables,
                            sandbox.paths().task(),
                            log),
                    runtime.entrypointFault(task.folder()),
                    runtime.version(),
                    runtime.versionArn(function.function().region()),
                    () -> release.forEach(Runnable::run));
        } catch (IOException | RuntimeException failed) {
            release.forEach(Runnable::run);
            throw failed;
        }
    }

    private static SandboxSpec spec(StartRequest request, LanguageRuntime runtime, CodeLease task)
            throws IOException {
        FunctionConfig function = request.function();
        return new SandboxSpec(
                request.environment(),
                function.hostUid(),
                task.folder(),
                runtime.client(),
                runtime.language(),
                Optional.empty(),
                function.memoryMb(),
                Processors.duringInit(function),
                function.ephemeralStorageMb(),
                MAX_PIDS,
                MAX_FILES,
                network(function));
    }

    /** A function narrows its own way out by a variable: AWS's API has no field for it. */
    private static NetworkPolicy network(FunctionConfig function) throws IOException {
        String name = function.environment().get(NetworkPolicy.VARIABLE);
        try {
            return name == null ? NetworkPolicy.INTERNET : NetworkPolicy.named(name);
        } catch (IllegalArgumentException e) {
            throw new IOException(NetworkPolicy.VARIABLE + ": " + e.getMessage(), e);
        }
    }

    private static List<String> command(
            LanguageRuntime runtime, Sandbox sandbox, FunctionConfig function) {
        List<String> command = runtime.command(sandbox.paths(), function);
        return runtime.client().isEmpty()
                ? command
                : ExecWrapper.around(command, function.environment(), sandbox.paths());
    }

    private Optional<HttpServer.Listener> serveHearth(Sandbox sandbox, EnvironmentIdentity identity)
            throws IOException {
        if (sandbox.hearthApi().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                http.serve(sandbox.hearthApi().get(), hearthLimits, hearthApi.apply(identity)));
    }

    private String endpoint(Optional<HttpServer.Listener> own) {
        return own.map(listener ->
                        "http://"
                                + listener.address().getHostString()
                                + ":"
                                + listener.address().getPort())
                .orElse(publicEndpoint);
    }
}
