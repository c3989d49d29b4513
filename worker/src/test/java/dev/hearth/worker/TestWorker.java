package dev.hearth.worker;

import dev.hearth.api.function.EnvironmentKey;
import dev.hearth.api.function.FunctionConfig;
import dev.hearth.api.function.FunctionId;
import dev.hearth.api.function.FunctionVersion;
import dev.hearth.api.function.JsonLogs;
import dev.hearth.api.worker.EnvironmentId;
import dev.hearth.api.worker.InvokeRequest;
import dev.hearth.api.worker.InvokeResult;
import dev.hearth.api.worker.Invoking;
import dev.hearth.api.worker.LogLine;
import dev.hearth.api.worker.StartRequest;
import dev.hearth.api.worker.WorkerId;
import dev.hearth.foundation.http.HttpLimits;
import dev.hearth.foundation.http.HttpResponse;
import dev.hearth.foundation.http.NettyHttpServer;
import dev.hearth.foundation.http.Refusal;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import dev.hearth.foundation.time.SystemTimers;
import dev.hearth.worker.code.CodeLimits;
import dev.hearth.worker.environment.EnvironmentSettings;
import dev.hearth.worker.runtime.RuntimeFallback;
import dev.hearth.worker.runtime.Runtimes;
import dev.hearth.worker.sandbox.SandboxBackend;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A worker with everything real, in a folder of its own, and short ways to drive it. */
public final class TestWorker implements AutoCloseable {
    /** Longer than anything here should take on a busy machine. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final FunctionId FUNCTION =
            new FunctionId("000000000000", "us-east-1", "test-function");

    private final Path data;
    private final NettyHttpServer http;
    private final SystemTimers timers;
    private final WorkerAgent agent;

    /** Makes a backend that keeps its environments in a folder. */
    @FunctionalInterface
    public interface BackendMaker {
        SandboxBackend in(Path run) throws IOException;
    }

    /** What a test may vary about a function. */
    public record Spec(
            String runtime,
            String handler,
            TestPackage code,
            Duration timeout,
            int memoryMb,
            Optional<JsonLogs> jsonLogs,
            Map<String, String> environment) {
        public static Spec python(String source) {
            return of("python3.11", "app.handler", TestPackage.of("app.py", source));
        }

        public static Spec node(String source) {
            return of("nodejs20.x", "index.handler", TestPackage.of("index.js", source));
        }

        /** A bootstrap of the test's own. */
        public static Spec provided(String program) {
            return of(
                    "provided.al2023", "any", new TestPackage().withProgram("bootstrap", program));
        }

        public static Spec of(String runtime, String handler, TestPackage code) {
            return new Spec(
                    runtime,
                    handler,
                    code,
                    Duration.ofSeconds(30),
                    256,
                    Optional.empty(),
                    Map.of());
        }

        public Spec timeout(Duration limit) {
            return new Spec(runtime, handler, code, limit, memoryMb, jsonLogs, environment);
        }

        public Spec handler(String name) {
            return new Spec(runtime, name, code, timeout, memoryMb, jsonLogs, environment);
        }

        public Spec memory(int mb) {
            return new Spec(runtime, handler, code, timeout, mb, jsonLogs, environment);
        }

        public Spec json(JsonLogs json) {
            return new Spec(
                    runtime, handler, code, timeout, memoryMb, Optional.of(json), environment);
        }

        public Spec variables(Map<String, String> own) {
            return new Spec(runtime, handler, code, timeout, memoryMb, jsonLogs, own);
        }
    }

    /** An answer, readable. */
    public record Answer(String text, Optional<String> error, String tail) {}

    private TestWorker(Path data, NettyHttpServer http, SystemTimers timers, WorkerAgent agent) {
        this.data = data;
        this.http = http;
        this.timers = timers;
        this.agent = agent;
    }

    /**
     * @param backend made for a folder in which it keeps its environments
     */
    public static TestWorker open(Path data, BackendMaker backend, EnvironmentSettings settings)
            throws IOException {
        Files.createDirectories(data.resolve("blobs"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        NettyHttpServer http = NettyHttpServer.start(1, Long.MAX_VALUE, Clock.system());
        SystemTimers timers = new SystemTimers();
        HttpLimits limits =
                new HttpLimits(
                        8192,
                        65536,
                        (method, path) -> 1 << 20,
                        Long.MAX_VALUE,
                        exchange -> exchange.respond(HttpResponse.of(413)),
                        Refusal::bare,
                        100,
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(60));
        WorkerConfig config =
                new WorkerConfig(
                        new WorkerId("worker-1"),
                        data,
                        4096,
                        "http://127.0.0.1:4566",
                        limits,
                        settings,
                        CodeLimits.DEFAULT);
        WorkerAgent agent =
                new WorkerAgent(
                        config,
                        backend.in(config.run()),
                        new Runtimes(config.runtimes(), RuntimeFallback.NONE),
                        http,
                        id -> data.resolve("blobs").resolve(id),
                        Clock.system(),
                        timers,
                        Entropy.system(),
                        identity ->
                                exchange ->
                                        exchange.respond(
                                                HttpResponse.of(
                                                        200,
                                                        "text/plain",
                                                        identity.accessKeyId()
                                                                .getBytes(
                                                                        StandardCharsets.UTF_8))));
        agent.open();
        return new TestWorker(data, http, timers, agent);
    }

    public WorkerAgent agent() {
        return agent;
    }

    public Path data() {
        return data;
    }

    /** Starts an environment and waits for its Init. */
    public EnvironmentId start(Spec spec) {
        StartRequest request = startRequest(spec);
        await(agent.start(request));
        return request.environment();
    }

    public StartRequest startRequest(Spec spec) {
        EnvironmentId id = new EnvironmentId("env-" + Entropy.system().uuid());
        return new StartRequest(id, config(spec));
    }

    public FunctionConfig config(Spec spec) {
        return new FunctionConfig(
                new EnvironmentKey(new FunctionVersion(FUNCTION, FunctionVersion.LATEST), 1),
                spec.runtime(),
                spec.handler(),
                agent.status().architecture(),
                spec.memoryMb(),
                spec.timeout(),
                512,
                spec.environment(),
                spec.code().store(data.resolve("blobs")),
                1,
                61_234,
                "/aws/lambda/" + FUNCTION.name(),
                spec.jsonLogs(),
                Optional.empty());
    }

    /** Invokes, and waits for the end of the invoke as well. */
    public Answer invoke(EnvironmentId environment, String event) {
        Invoking invoking = agent.invoke(request(environment, event, true));
        InvokeResult result = await(invoking.answer());
        if (!await(invoking.ended())) {
            throw new AssertionError("the environment cannot serve again");
        }
        return new Answer(
                new String(result.payload(), StandardCharsets.UTF_8),
                result.functionError(),
                result.logTail().map(t -> new String(t, StandardCharsets.UTF_8)).orElse(""));
    }

    public static InvokeRequest request(EnvironmentId environment, String event, boolean tail) {
        return new InvokeRequest(
                environment,
                Entropy.system().uuid().toString(),
                event.getBytes(StandardCharsets.UTF_8),
                "application/json",
                FUNCTION.arn(),
                "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=0",
                Optional.empty(),
                Optional.empty(),
                tail);
    }

    /** The same with an event that doesn't matter. */
    public Answer invoke(EnvironmentId environment) {
        return invoke(environment, "{}");
    }

    /** All that has been logged, once a line that contains {@code last} is there. */
    public List<String> logUntil(String last) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - end < 0) {
            List<String> lines = log();
            if (lines.stream().anyMatch(line -> line.contains(last))) {
                return lines;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("not logged: " + last + "; but " + log());
    }

    public List<String> log() {
        List<String> lines = new ArrayList<>();
        String cursor = "";
        while (true) {
            var page = agent.logs().read(FUNCTION, cursor, 1 << 20);
            lines.addAll(page.lines().stream().map(LogLine::text).toList());
            if (page.lines().isEmpty()) {
                return lines;
            }
            cursor = page.cursor();
        }
    }

    public static <T> T await(java.util.concurrent.CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        agent.close();
        timers.close();
        http.close();
    }
}
