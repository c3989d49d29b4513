package dev.hearth.frontend.invoke;

import dev.hearth.api.control.ResolvedFunction;
import dev.hearth.api.error.ApiException;
import dev.hearth.aws.uri.Percent;
import dev.hearth.foundation.http.HttpExchange;
import dev.hearth.foundation.http.HttpRequest;
import dev.hearth.foundation.http.HttpResponse;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import dev.hearth.frontend.answer.Answers;
import java.util.List;
import java.util.Map;

/** The Invoke operation. Recognised by its path's two ends, before any table is searched. */
public final class Invoker {
    /** 6 MB, the most a synchronous invoke takes. */
    public static final int MAX_PAYLOAD_BYTES = Payload.MAX_BYTES;

    private static final String BEFORE_NAME = "/2015-03-31/functions/";
    private static final String AFTER_NAME = "/invocations";

    private final Backends backends;
    private final InvokeCounters counters;
    private final Answers answers;
    private final LoopGuard loops;
    private final EventInvoker events;
    private final Clock clock;
    private final Entropy entropy;

    public Invoker(
            Backends backends,
            InvokeCounters counters,
            Answers answers,
            LoopGuard loops,
            EventInvoker events,
            Clock clock,
            Entropy entropy) {
        this.backends = backends;
        this.counters = counters;
        this.answers = answers;
        this.loops = loops;
        this.events = events;
        this.clock = clock;
        this.entropy = entropy;
    }

    public static boolean handles(String method, String rawPath) {
        return method.equals("POST") && isInvoke(rawPath);
    }

    /** What a request with a larger payload is told. */
    public static ApiException payloadTooLarge() {
        return Payload.tooLarge();
    }

    private static boolean isInvoke(String rawPath) {
        int name = BEFORE_NAME.length();
        int end = rawPath.length() - AFTER_NAME.length();
        return end > name
                && rawPath.startsWith(BEFORE_NAME)
                && rawPath.endsWith(AFTER_NAME)
                && rawPath.lastIndexOf('/', end - 1) == name - 1;
    }

    /**
     * Serves one invoke, now or later.
     *
     * @param requestId also the function's own
     * @throws ApiException when the request cannot be begun
     */
    public void invoke(HttpExchange exchange, String requestId) {
        try {
            serve(exchange, requestId);
        } catch (ApiException e) {
            counters.refused.increment();
            throw e;
        }
    }

    private void serve(HttpExchange exchange, String requestId) {
        HttpRequest request = exchange.request();
        InvokeCall call = InvokeCall.read(functionName(request.rawPath()), request);
        switch (call.kind()) {
            case REQUEST_RESPONSE -> begin(exchange, call, requestId);
            case EVENT -> events.queue(exchange, call.function(), requestId);
            case DRY_RUN -> exchange.respond(dryRun(exchange, call, requestId));
        }
    }

    private void begin(HttpExchange exchange, InvokeCall call, String requestId) {
        HttpRequest request = exchange.request();
        byte[] payload = Payload.checked(request.body());
        ResolvedFunction function = backends.catalogue().resolve(call.function());
        String traceId = loops.entering(function, TraceId.of(request, clock, entropy));
        new HttpInvocation(
                        backends, counters, answers, exchange, call, function, requestId, traceId)
                .begin(payload);
    }

    private static String functionName(String rawPath) {
        return Percent.decode(
                rawPath.substring(BEFORE_NAME.length(), rawPath.length() - AFTER_NAME.length()));
    }

    private HttpResponse dryRun(HttpExchange exchange, InvokeCall call, String requestId) {
        Payload.checked(exchange.request().body());
        String version = backends.catalogue().resolve(call.function()).config().version();
        return new HttpResponse(
                204,
                List.of(
                        Map.entry("x-amzn-RequestId", requestId),
                        Map.entry("X-Amz-Executed-Version", version)),
                new HttpResponse.Body.Bytes(new byte[0]));
    }
}
