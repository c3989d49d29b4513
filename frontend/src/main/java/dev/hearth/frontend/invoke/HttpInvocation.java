package dev.hearth.frontend.invoke;

import dev.hearth.api.assignment.Assigned;
import dev.hearth.api.control.ResolvedFunction;
import dev.hearth.api.worker.InvokeResult;
import dev.hearth.foundation.http.HttpExchange;
import dev.hearth.foundation.http.HttpResponse;
import dev.hearth.frontend.answer.Answers;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** An invoke of type RequestResponse. */
final class HttpInvocation extends Invocation {
    private final Answers answers;
    private final HttpExchange exchange;
    private final InvokeCall call;

    HttpInvocation(
            Backends backends,
            InvokeCounters counters,
            Answers answers,
            HttpExchange exchange,
            InvokeCall call,
            ResolvedFunction function,
            String requestId,
            String traceId) {
        super(backends, counters, function, call.function().qualifier(), requestId, traceId);
        this.answers = answers;
        this.exchange = exchange;
        this.call = call;
    }

    @Override
    Optional<String> clientContext() {
        return call.clientContext();
    }

    @Override
    boolean tailLog() {
        return call.tailLog();
    }

    /**
     * A caller who has gone gives up its place in the queue. One whose invoke has begun does not
     * stop it: AWS runs it to its end all the same.
     */
    @Override
    void waiting(CompletableFuture<Assigned> acquiring) {
        exchange.onAbandoned(() -> acquiring.cancel(false));
    }

    @Override
    void answer(InvokeResult result) {
        exchange.respond(
                new HttpResponse(
                        200, headers(result), new HttpResponse.Body.Bytes(result.payload())));
    }

    private List<Map.Entry<String, String>> headers(InvokeResult result) {
        List<Map.Entry<String, String>> headers = new ArrayList<>(6);
        headers.add(Map.entry("Content-Type", result.contentType()));
        headers.add(Map.entry("x-amzn-RequestId", requestId));
        headers.add(Map.entry("X-Amz-Executed-Version", function.config().version()));
        headers.add(Map.entry(TraceId.HEADER, traceId));
        result.functionError()
                .ifPresent(kind -> headers.add(Map.entry("X-Amz-Function-Error", kind)));
        result.logTail()
                .ifPresent(log ->
                        headers.add(
                                Map.entry(
                                        "X-Amz-Log-Result",
                                        Base64.getEncoder().encodeToString(log))));
        return headers;
    }

    @Override
    void refuse(Throwable failure) {
        exchange.respond(answers.failure(failure, requestId));
    }
}
