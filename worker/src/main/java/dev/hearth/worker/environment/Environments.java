package dev.hearth.worker.environment;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.worker.EnvironmentId;
import dev.hearth.api.worker.InvokeRequest;
import dev.hearth.api.worker.Invoking;
import dev.hearth.api.worker.StartRequest;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import dev.hearth.foundation.time.Timers;
import dev.hearth.worker.logs.FunctionLogs;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** All execution environments of this worker. Any thread; nothing here blocks. */
public final class Environments {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

    private final Preparation preparation;
    private final FunctionLogs logs;
    private final EnvironmentSettings settings;
    private final Clock clock;
    private final Timers timers;
    private final Entropy entropy;
    private final Map<EnvironmentId, Running> running = new ConcurrentHashMap<>();

    /**
     * @param gone completes when nothing of it is left, here either
     */
    private record Running(
            Environment environment,
            CompletableFuture<Void> started,
            CompletableFuture<Void> gone) {}

    /**
     * @param preparation makes what each of them lives in
     */
    public Environments(
            Preparation preparation,
            FunctionLogs logs,
            EnvironmentSettings settings,
            Clock clock,
            Timers timers,
            Entropy entropy) {
        this.preparation = preparation;
        this.logs = logs;
        this.settings = settings;
        this.clock = clock;
        this.timers = timers;
        this.entropy = entropy;
    }

    public List<EnvironmentId> ids() {
        return List.copyOf(running.keySet());
    }

    public CompletableFuture<Void> start(StartRequest request) {
        return running.computeIfAbsent(request.environment(), _ -> begin(request)).started();
    }

    private Running begin(StartRequest request) {
        String stream = logStream(request.function().version());
        Environment environment =
                new Environment(
                        request,
                        stream,
                        preparation,
                        logs.open(
                                request.function().function(),
                                stream,
                                request.function().jsonLogs()),
                        settings,
                        clock,
                        timers,
                        entropy);
        CompletableFuture<Void> gone =
                environment.gone().thenRun(() -> running.remove(request.environment()));
        return new Running(environment, environment.start(), gone);
    }

    private String logStream(String version) {
        String random = entropy.uuid().toString().replace("-", "");
        return DAY.format(clock.now()) + "/[" + version + "]" + random;
    }

    public Invoking invoke(InvokeRequest request) {
        Running found = running.get(request.environment());
        if (found == null) {
            return new Invoking(
                    CompletableFuture.failedFuture(
                            new ApiException(
                                    ErrorCode.SERVICE,
                                    "There is no environment " + request.environment() + ".")),
                    CompletableFuture.completedFuture(false));
        }
        return found.environment().invoke(request);
    }

    public CompletableFuture<Void> stop(EnvironmentId id) {
        Running found = running.get(id);
        if (found == null) {
            return CompletableFuture.completedFuture(null);
        }
        found.environment().stop();
        return found.gone();
    }

    /** Stops every one of them; completes when all are gone. */
    public CompletableFuture<Void> stopAll() {
        return CompletableFuture.allOf(
                running.keySet().stream().map(this::stop).toArray(CompletableFuture[]::new));
    }
}
