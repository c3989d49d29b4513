package dev.hearth.frontend.inspect;

import dev.hearth.api.assignment.Assignment;
import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.events.EventQueues;
import dev.hearth.api.function.FunctionId;
import dev.hearth.api.worker.Logs;
import dev.hearth.aws.uri.Percent;
import dev.hearth.aws.uri.Query;
import dev.hearth.foundation.http.HttpExchange;
import dev.hearth.foundation.http.HttpHandler;
import dev.hearth.foundation.http.HttpRequest;
import dev.hearth.foundation.http.HttpResponse;
import dev.hearth.foundation.time.Clock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/** The paths under {@code /_hearth/}. Blocks: some of them read the disk. */
public final class OwnPaths implements HttpHandler {
    private static final String ROOT = "/_hearth/";
    private static final String HEALTH = ROOT + "health";
    private static final String CODE = ROOT + "code/";
    private static final String LOGS = ROOT + "logs/";

    private static final String JSON = "application/json";
    private static final byte[] HEALTHY =
            Json.bytes(out -> out.writeStringProperty("status", "ok"));
    private static final byte[] READ_ONLY =
            Json.bytes(out -> {
                out.writeStringProperty("status", "read-only");
                out.writeStringProperty(
                        "reason", "Records cannot be written. Is the disk full? Restart Hearth.");
            });

    /** About what one read of a function's log returns. */
    private static final int LOG_PAGE_BYTES = 256 * 1024;

    private final Function<String, FunctionId> functions;
    private final Assignment assignment;
    private final Logs logs;
    private final Metrics metrics;
    private final EventQueues queues;
    private final Clock clock;
    private final BooleanSupplier healthy;
    private final Supplier<byte[]> status;
    private final Function<String, Optional<Path>> packages;

    /**
     * @param functions a function of this account by its name
     * @param healthy whether the server can do all of its work
     * @param status the JSON of {@code /_hearth/status}
     * @param packages finds the function package that a download token stands for
     */
    public OwnPaths(
            Function<String, FunctionId> functions,
            Assignment assignment,
            Logs logs,
            Metrics metrics,
            EventQueues queues,
            Clock clock,
            BooleanSupplier healthy,
            Supplier<byte[]> status,
            Function<String, Optional<Path>> packages) {
        this.functions = functions;
        this.assignment = assignment;
        this.logs = logs;
        this.metrics = metrics;
        this.queues = queues;
        this.clock = clock;
        this.healthy = healthy;
        this.status = status;
        this.packages = packages;
    }

    public static boolean handles(String rawPath) {
        return rawPath.startsWith(ROOT);
    }

    /** What needs no signature: health says nothing, and a download's token is its own proof. */
    public static boolean isPublic(String rawPath) {
        return rawPath.equals(HEALTH) || rawPath.startsWith(CODE);
    }

    @Override
    public void handle(HttpExchange exchange) {
        HttpRequest request = exchange.request();
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            throw unknown(request);
        }
        exchange.respond(get(request));
    }

    private HttpResponse get(HttpRequest request) {
        String path = request.rawPath();
        if (path.startsWith(CODE)) {
            return code(request, path.substring(CODE.length()));
        }
        if (path.startsWith(LOGS)) {
            return logs(Percent.decode(path.substring(LOGS.length())), request.rawQuery());
        }
        return switch (path) {
            case HEALTH ->
                    healthy.getAsBoolean()
                            ? HttpResponse.of(200, JSON, HEALTHY)
                            : HttpResponse.of(503, JSON, READ_ONLY);
            case ROOT + "status" -> HttpResponse.of(200, JSON, status.get());
            case ROOT + "environments" ->
                    HttpResponse.of(200, JSON, Json.environments(assignment.environments()));
            case ROOT + "queue" ->
                    HttpResponse.of(200, JSON, Json.queues(queues.look(), clock.now()));
            case ROOT + "metrics" -> HttpResponse.of(200, Metrics.CONTENT_TYPE, metrics.text());
            default -> throw unknown(request);
        };
    }

    private HttpResponse code(HttpRequest request, String token) {
        Path file = packages.apply(token).orElseThrow(() -> unknown(request));
        return new HttpResponse(
                200,
                List.of(Map.entry("Content-Type", "application/zip")),
                new HttpResponse.Body.File(file));
    }

    private HttpResponse logs(String function, String rawQuery) {
        String cursor =
                Query.parse(rawQuery).getOrDefault("cursor", List.of()).stream()
                        .findFirst()
                        .orElse("");
        return HttpResponse.of(
                200, JSON, Json.logs(logs.read(functions.apply(function), cursor, LOG_PAGE_BYTES)));
    }

    private static ApiException unknown(HttpRequest request) {
        return new ApiException(
                ErrorCode.RESOURCE_NOT_FOUND,
                "There is nothing at " + request.method() + " " + request.rawPath() + ".");
    }
}
