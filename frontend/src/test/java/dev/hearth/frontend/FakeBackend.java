package dev.hearth.frontend;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hearth.api.assignment.AcquireRequest;
import dev.hearth.api.assignment.Assigned;
import dev.hearth.api.assignment.Assignment;
import dev.hearth.api.assignment.EnvironmentPhase;
import dev.hearth.api.assignment.EnvironmentView;
import dev.hearth.api.control.Catalogue;
import dev.hearth.api.control.Management;
import dev.hearth.api.control.ManagementAnswer;
import dev.hearth.api.control.ManagementCall;
import dev.hearth.api.control.ResolvedFunction;
import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.function.EnvironmentKey;
import dev.hearth.api.function.FunctionConfig;
import dev.hearth.api.function.FunctionId;
import dev.hearth.api.function.FunctionRef;
import dev.hearth.api.function.FunctionVersion;
import dev.hearth.api.worker.EnvironmentId;
import dev.hearth.api.worker.InvokeRequest;
import dev.hearth.api.worker.InvokeResult;
import dev.hearth.api.worker.Invoking;
import dev.hearth.api.worker.LogLine;
import dev.hearth.api.worker.LogPage;
import dev.hearth.api.worker.Logs;
import dev.hearth.api.worker.StartRequest;
import dev.hearth.api.worker.Worker;
import dev.hearth.api.worker.WorkerId;
import dev.hearth.api.worker.WorkerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Every role behind the frontend, with one function, {@code hello}, whose environment answers when
 * the test says so. Notes what it was asked, in order.
 */
final class FakeBackend implements Catalogue, Management, Assignment, Worker, Logs {
    static final String ACCOUNT = "000000000000";
    static final String REGION = "us-east-1";
    static final EnvironmentId ENVIRONMENT = new EnvironmentId("environment-1");

    private static final WorkerId WORKER = new WorkerId("worker-1");
    private static final FunctionId HELLO = new FunctionId(ACCOUNT, REGION, "hello");
    private static final EnvironmentKey KEY =
            new EnvironmentKey(new FunctionVersion(HELLO, FunctionVersion.LATEST), 7);

    final List<String> events = new CopyOnWriteArrayList<>();
    final List<InvokeRequest> invokes = new CopyOnWriteArrayList<>();
    final List<ManagementCall> calls = new CopyOnWriteArrayList<>();

    /** What acquire gives; an environment at once unless a test puts something else here. */
    volatile CompletableFuture<Assigned> acquired =
            CompletableFuture.completedFuture(new Assigned(ENVIRONMENT, WORKER));

    private volatile CompletableFuture<Void> acquiring = new CompletableFuture<>();

    volatile CompletableFuture<InvokeResult> answer = new CompletableFuture<>();
    volatile CompletableFuture<Boolean> ended = new CompletableFuture<>();
    volatile Optional<RuntimeException> invokeFails = Optional.empty();

    static Assigned assigned() {
        return new Assigned(ENVIRONMENT, WORKER);
    }

    static InvokeResult result(String payload) {
        return new InvokeResult(
                payload.getBytes(UTF_8), "application/json", Optional.empty(), Optional.empty());
    }

    /** Completes when somebody asks for an environment. */
    CompletableFuture<Void> nextAcquire() {
        acquiring = new CompletableFuture<>();
        return acquiring;
    }

    /** Answers at once, with the payload. */
    void echoes() {
        answer = new CompletableFuture<>();
        ended = CompletableFuture.completedFuture(true);
        answer.complete(result("\"echo\""));
    }

    @Override
    public ResolvedFunction resolve(FunctionRef ref) {
        if (!ref.name().equals(HELLO.name())) {
            throw new ApiException(
                    ErrorCode.RESOURCE_NOT_FOUND, "Function not found: " + ref.name());
        }
        return new ResolvedFunction(
                new FunctionConfig(
                        KEY,
                        "nodejs22.x",
                        "index.handler",
                        "x86_64",
                        128,
                        Duration.ofSeconds(3),
                        512,
                        Map.of(),
                        "0".repeat(64),
                        1_000,
                        10_000,
                        "/aws/lambda/hello",
                        Optional.empty(),
                        Optional.empty()),
                OptionalInt.empty(),
                1000);
    }

    @Override
    public CompletableFuture<Assigned> acquire(AcquireRequest request) {
        events.add("acquire");
        acquiring.complete(null);
        return acquired;
    }

    @Override
    public void answered(EnvironmentId environment) {
        events.add("answered " + environment);
    }

    @Override
    public void release(EnvironmentId environment, boolean usable) {
        events.add("release " + environment + " " + usable);
    }

    @Override
    public void functionChanged(FunctionId function, long generation, boolean deleted) {
        throw new UnsupportedOperationException("not the frontend's to say");
    }

    @Override
    public List<EnvironmentView> environments() {
        return List.of(
                new EnvironmentView(
                        ENVIRONMENT, WORKER, KEY, EnvironmentPhase.IDLE, Instant.EPOCH));
    }

    @Override
    public Invoking invoke(InvokeRequest request) {
        events.add("invoke " + request.environment());
        if (invokeFails.isPresent()) {
            throw invokeFails.get();
        }
        invokes.add(request);
        return new Invoking(answer, ended);
    }

    @Override
    public ManagementAnswer call(ManagementCall call) {
        calls.add(call);
        return new ManagementAnswer(
                200,
                Map.of("Content-Type", "application/json"),
                ("{\"FunctionName\":\"" + call.operation() + "\"}").getBytes(UTF_8));
    }

    @Override
    public LogPage read(FunctionId function, String cursor, int maxBytes) {
        return new LogPage(
                List.of(new LogLine(Instant.EPOCH, "stream", function + " after " + cursor)),
                "next");
    }

    @Override
    public WorkerStatus status() {
        throw new UnsupportedOperationException("not the frontend's to ask");
    }

    @Override
    public CompletableFuture<Void> start(StartRequest request) {
        throw new UnsupportedOperationException("not the frontend's to ask");
    }

    @Override
    public CompletableFuture<Void> stop(EnvironmentId environment) {
        throw new UnsupportedOperationException("not the frontend's to ask");
    }
}
