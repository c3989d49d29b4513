package dev.hearth.worker.runtimeapi;

import dev.hearth.foundation.actor.Mailbox;
import dev.hearth.foundation.http.HttpExchange;
import dev.hearth.foundation.http.HttpHandler;
import dev.hearth.foundation.http.HttpLimits;
import dev.hearth.foundation.http.HttpRequest;
import dev.hearth.foundation.http.HttpResponse;
import dev.hearth.foundation.http.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Serves one environment's runtime. Requests are taken into the environment's mailbox, and so is
 * every other call: the state needs no lock, and an event goes out on the thread that brings it.
 */
public final class RuntimeApi implements HttpHandler {
    /** Bytes of an event or an answer: 6 MiB and what AWS's agent tolerates beyond. */
    public static final int MAX_PAYLOAD = 6 * 1024 * 1024 + 100;

    /** A runtime has one answer under way, and perhaps one on a connection it has given up. */
    private static final long MAX_BODIES = 2L * MAX_PAYLOAD;

    private static final int MAX_LINE = 8 * 1024;
    private static final int MAX_HEAD = 64 * 1024;

    /** A function may open as many connections as it has file descriptors. */
    private static final int MAX_CONNECTIONS = 1024;

    /** A sandbox may be frozen in the middle of a request, for as long as it stays idle. */
    private static final Duration NO_LIMIT = Duration.ZERO;

    private static final String TOO_LARGE =
            "Response payload size exceeded maximum allowed payload size ("
                    + MAX_PAYLOAD
                    + " bytes).";

    private static final String VERSION = "/2018-06-01";
    private static final String INVOCATION = VERSION + "/runtime/invocation/";
    private static final String RESPONSE = "/response";
    private static final String ERROR = "/error";

    private final Mailbox mailbox;
    private final RuntimeListener listener;
    private RuntimeState state = new RuntimeState.Down();

    /**
     * @param mailbox the environment's
     */
    public RuntimeApi(Mailbox mailbox, RuntimeListener listener) {
        this.mailbox = mailbox;
        this.listener = listener;
    }

    /** What this API takes; a longer answer counts as given, and too long. */
    public HttpLimits limits() {
        return new HttpLimits(
                MAX_LINE,
                MAX_HEAD,
                (method, path) -> MAX_PAYLOAD,
                MAX_BODIES,
                exchange -> mailbox.run(() -> exchange.guard(this::tooLarge)),
                RuntimeApi::refusal,
                MAX_CONNECTIONS,
                NO_LIMIT,
                NO_LIMIT);
    }

    private static HttpResponse refusal(Refusal refusal) {
        return refusal == Refusal.TRUNCATED ? Answers.TRUNCATED : refusal.bare();
    }

    @Override
    public void handle(HttpExchange exchange) {
        mailbox.run(() -> exchange.guard(this::route));
    }

    @Override
    public void truncated(HttpRequest request) {
        mailbox.run(() ->
                answeredWithout(request, Answers.TRUNCATED_MESSAGE, ErrorTypes.TRUNCATED_RESPONSE));
    }

    /** A new runtime is about to call. */
    public void started() {
        state = new RuntimeState.Started();
    }

    /** The runtime is being ended: nothing it still has under way counts. */
    public void down() {
        state = new RuntimeState.Down();
    }

    /**
     * Gives the waiting runtime an event.
     *
     * @return whether one was waiting; if not, {@link RuntimeListener#ready} says when
     */
    public boolean deliver(RuntimeEvent event) {
        if (state instanceof RuntimeState.Ready(HttpExchange poll)) {
            state = new RuntimeState.Running(event);
            poll.respond(Answers.event(event));
            return true;
        }
        return false;
    }

    private void route(HttpExchange exchange) {
        HttpRequest request = exchange.request();
        String path = request.rawPath();
        boolean post = request.method().equals("POST");
        if (path.startsWith(INVOCATION)) {
            String rest = path.substring(INVOCATION.length());
            if (rest.equals("next")) {
                if (request.method().equals("GET")) {
                    next(exchange);
                    return;
                }
            } else if (post && rest.endsWith(RESPONSE)) {
                response(exchange, cut(rest, RESPONSE));
                return;
            } else if (post && rest.endsWith(ERROR)) {
                error(exchange, cut(rest, ERROR));
                return;
            }
        } else if (post && path.equals(VERSION + "/runtime/init/error")) {
            initError(exchange);
            return;
        } else if (path.equals(VERSION + "/ping")) {
            exchange.respond(Answers.PONG);
            return;
        }
        exchange.respond(known(path) ? Answers.METHOD_NOT_ALLOWED : Answers.NOT_FOUND);
    }

    private static boolean known(String path) {
        return path.startsWith(INVOCATION) || path.equals(VERSION + "/runtime/init/error");
    }

    private static String cut(String text, String suffix) {
        return text.substring(0, text.length() - suffix.length());
    }

    private void next(HttpExchange exchange) {
        switch (state) {
            case RuntimeState.Started _, RuntimeState.ResponseSent _ -> {
                park(exchange);
                listener.ready();
            }
            case RuntimeState.Ready(HttpExchange older) -> {
                // Its older poll may be a connection it has given up; the newest is the one it
                // reads.
                older.respond(Answers.forbidden(state, "Ready"));
                park(exchange);
            }
            // It lost the event on its way: it is given again, as AWS's agent does.
            case RuntimeState.Running(RuntimeEvent event) -> exchange.respond(Answers.event(event));
            case RuntimeState.InitError _, RuntimeState.Down _ ->
                    exchange.respond(Answers.forbidden(state, "Ready"));
        }
    }

    private void park(HttpExchange poll) {
        RuntimeState.Ready ready = new RuntimeState.Ready(poll);
        state = ready;
        poll.onAbandoned(() ->
                mailbox.run(() -> {
                    if (state.equals(ready)) {
                        state = new RuntimeState.Started();
                    }
                }));
    }

    private void response(HttpExchange exchange, String requestId) {
        HttpRequest request = exchange.request();
        Optional<RuntimeEvent> owed = owed(request, requestId);
        if (owed.isEmpty()) {
            exchange.respond(Answers.INVALID_REQUEST_ID);
            return;
        }
        if (request.header("Lambda-Runtime-Function-Response-Mode")
                .filter(mode -> !mode.equals("streaming"))
                .isPresent()) {
            answered(owed.get(), failure("", "Runtime.InvalidResponseModeHeader"));
            exchange.respond(Answers.INVALID_RESPONSE_MODE);
            return;
        }
        answered(
                owed.get(),
                new RuntimeAnswer(request.body(), contentType(request), Optional.empty()));
        exchange.respondWithNext(Answers.ACCEPTED);
    }

    private void error(HttpExchange exchange, String requestId) {
        Optional<RuntimeEvent> owed = owed(exchange.request(), requestId);
        if (owed.isEmpty()) {
            exchange.respond(Answers.INVALID_REQUEST_ID);
            return;
        }
        answered(owed.get(), reported(exchange.request()));
        exchange.respondWithNext(Answers.ACCEPTED);
    }

    private void initError(HttpExchange exchange) {
        if (!(state instanceof RuntimeState.Started)) {
            exchange.respond(Answers.forbidden(state, "InitError"));
            return;
        }
        state = new RuntimeState.InitError();
        exchange.respond(Answers.ACCEPTED);
        listener.initFailed(reported(exchange.request()));
    }

    private void tooLarge(HttpExchange exchange) {
        answeredWithout(exchange.request(), TOO_LARGE, ErrorTypes.RESPONSE_TOO_LARGE);
        exchange.respond(Answers.TOO_LARGE);
    }

    /** The answer's body did not come with it; the caller learns what AWS tells it. */
    private void answeredWithout(HttpRequest request, String message, String type) {
        String path = request.rawPath();
        if (path.startsWith(INVOCATION) && path.endsWith(RESPONSE)) {
            owed(request, cut(path.substring(INVOCATION.length()), RESPONSE))
                    .ifPresent(event -> answered(event, failure(message, type)));
        }
    }

    private void answered(RuntimeEvent event, RuntimeAnswer answer) {
        state = new RuntimeState.ResponseSent(event);
        listener.answered(answer);
    }

    /** The event that this answer is for, unless it is for an older one, or the second. */
    private Optional<RuntimeEvent> owed(HttpRequest request, String requestId) {
        if (state instanceof RuntimeState.Running(RuntimeEvent event)
                && event.requestId().equals(requestId)
                && request.header("Lambda-Runtime-Invocation-Id")
                        .map(event.invocationId()::equals)
                        .orElse(true)) {
            return Optional.of(event);
        }
        return Optional.empty();
    }

    private static RuntimeAnswer reported(HttpRequest request) {
        return new RuntimeAnswer(
                request.body(),
                contentType(request),
                Optional.of(
                        ErrorTypes.sanitised(
                                request.header("Lambda-Runtime-Function-Error-Type"))));
    }

    private static RuntimeAnswer failure(String message, String type) {
        String json = "{\"errorMessage\":\"" + message + "\",\"errorType\":\"" + type + "\"}";
        return new RuntimeAnswer(
                json.getBytes(StandardCharsets.UTF_8), "application/json", Optional.of(type));
    }

    private static String contentType(HttpRequest request) {
        return request.header("Content-Type").orElse("application/json");
    }
}
