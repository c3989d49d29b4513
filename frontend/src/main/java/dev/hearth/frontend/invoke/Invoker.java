package dev.hearth.frontend.invoke;

import dev.hearth.api.control.Catalogue;
import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
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
    private final Clock clock;
    private final Entropy entropy;

    public Invoker(
            Backends backends,
            InvokeCounters counters,
            Answers answers,
            Clock clock,
            Entropy entropy) {
        this.backends = backends;
        this.counters = counters;
        this.answers = answers;
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
        byte[] payload = Payload.checked(request.body());
        Catalogue catalogue = backends.catalogue();
        switch (call.kind()) {
            case REQUEST_RESPONSE ->
                    new Invocation(
                                    backends,
                                    counters,
                                    answers,
                                    exchange,
                                    call,
                                    catalogue.resolve(call.function()),
                                    requestId,
                                    traceId(request))
                            .begin(payload);
            case DRY_RUN ->
                    exchange.respond(
                            dryRun(
                                    catalogue.resolve(call.function()).config().version(),
                                    requestId));
            case EVENT ->
                    throw new ApiException(
                            ErrorCode.NOT_IMPLEMENTED,
                            "Hearth does not yet run invokes of type Event.");
        }
    }

    private static String functionName(String rawPath) {
        return Percent.decode(
                rawPath.substring(BEFORE_NAME.length(), rawPath.length() - AFTER_NAME.length()));
    }

    private String traceId(HttpRequest request) {
        return request.header(TraceId.HEADER)
                .filter(TraceId::acceptable)
                .orElseGet(() -> TraceId.fresh(clock, entropy));
    }

    private static HttpResponse dryRun(String version, String requestId) {
        return new HttpResponse(
                204,
                List.of(
                        Map.entry("x-amzn-RequestId", requestId),
                        Map.entry("X-Amz-Executed-Version", version)),
                new HttpResponse.Body.Bytes(new byte[0]));
    }
}
