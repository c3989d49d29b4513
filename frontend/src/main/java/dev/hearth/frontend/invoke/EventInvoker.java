package dev.hearth.frontend.invoke;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hearth.api.control.Catalogue;
import dev.hearth.api.events.AsyncEvent;
import dev.hearth.api.events.EventIntake;
import dev.hearth.api.function.FunctionRef;
import dev.hearth.aws.uri.Percent;
import dev.hearth.foundation.http.HttpExchange;
import dev.hearth.foundation.http.HttpRequest;
import dev.hearth.foundation.http.HttpResponse;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import dev.hearth.frontend.answer.Answers;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Invokes that nobody waits for: Invoke of type Event, and the deprecated InvokeAsync. Answered 202
 * once the event will survive any crash.
 */
// Nothing hangs on the future that whenComplete makes: what fails in it is answered there.
@SuppressWarnings("FutureReturnValueIgnored")
public final class EventInvoker {
    private static final String BEFORE_NAME = "/2014-11-13/functions/";
    private static final String AFTER_NAME = "/invoke-async";

    private static final HttpResponse.Body NOTHING = new HttpResponse.Body.Bytes(new byte[0]);
    private static final HttpResponse.Body STATUS =
            new HttpResponse.Body.Bytes("{\"Status\":202}".getBytes(UTF_8));

    private final Catalogue catalogue;
    private final EventIntake intake;
    private final InvokeCounters counters;
    private final Answers answers;
    private final Clock clock;
    private final Entropy entropy;

    public EventInvoker(
            Catalogue catalogue,
            EventIntake intake,
            InvokeCounters counters,
            Answers answers,
            Clock clock,
            Entropy entropy) {
        this.catalogue = catalogue;
        this.intake = intake;
        this.counters = counters;
        this.answers = answers;
        this.clock = clock;
        this.entropy = entropy;
    }

    /** Whether this is InvokeAsync. */
    public static boolean handles(String method, String rawPath) {
        return method.equals("POST")
                && rawPath.startsWith(BEFORE_NAME)
                && withoutSlash(rawPath).endsWith(AFTER_NAME)
                && rawPath.indexOf('/', BEFORE_NAME.length())
                        == withoutSlash(rawPath).length() - AFTER_NAME.length();
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** Serves InvokeAsync, which takes no qualifier but in the function's name. */
    public void invokeAsync(HttpExchange exchange, String requestId) {
        String path = withoutSlash(exchange.request().rawPath());
        String name = path.substring(BEFORE_NAME.length(), path.length() - AFTER_NAME.length());
        FunctionRef function = FunctionRef.parse(Percent.decode(name), Optional.empty());
        queue(exchange, function, requestId, STATUS);
    }

    void queue(HttpExchange exchange, FunctionRef function, String requestId) {
        queue(exchange, function, requestId, NOTHING);
    }

    private void queue(
            HttpExchange exchange,
            FunctionRef function,
            String requestId,
            HttpResponse.Body accepted) {
        HttpRequest request = exchange.request();
        byte[] payload = Payload.checkedEvent(request.body());
        AsyncEvent event =
                new AsyncEvent(
                        requestId,
                        catalogue.resolve(function).config().function(),
                        function.qualifier(),
                        payload,
                        TraceId.of(request, clock, entropy),
                        clock.now());
        intake.accept(event)
                .whenComplete((_, failure) -> {
                    if (failure == null) {
                        exchange.respond(accepted(event, accepted));
                    } else {
                        counters.refused.increment();
                        exchange.respond(answers.failure(failure, requestId));
                    }
                });
    }

    private static HttpResponse accepted(AsyncEvent event, HttpResponse.Body body) {
        return new HttpResponse(
                202,
                List.of(
                        Map.entry("Content-Type", "application/json"),
                        Map.entry("x-amzn-RequestId", event.requestId()),
                        Map.entry(TraceId.HEADER, event.traceId())),
                body);
    }
}
