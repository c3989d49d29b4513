package dev.hearth.frontend.invoke;

import dev.hearth.api.assignment.AcquireRequest;
import dev.hearth.api.assignment.Assigned;
import dev.hearth.api.control.ResolvedFunction;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.function.FunctionId;
import dev.hearth.api.worker.EnvironmentId;
import dev.hearth.api.worker.InvokeRequest;
import dev.hearth.api.worker.InvokeResult;
import dev.hearth.api.worker.Invoking;
import dev.hearth.foundation.http.HttpExchange;
import dev.hearth.foundation.http.HttpResponse;
import dev.hearth.frontend.answer.Answers;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One synchronous invoke on its way: acquire an environment, invoke it, answer, release it.
 * Whatever happens, an environment that was acquired is released once. Runs on whichever thread
 * brings the next piece of news.
 */
// Nothing hangs on the futures that whenComplete makes: what fails in a callback is answered there.
@SuppressWarnings("FutureReturnValueIgnored")
final class Invocation {
    /** The payload was checked to be JSON, whatever the caller called it. */
    private static final String PAYLOAD_TYPE = "application/json";

    private final Backends backends;
    private final InvokeCounters counters;
    private final Answers answers;
    private final HttpExchange exchange;
    private final InvokeCall call;
    private final ResolvedFunction function;
    private final String requestId;
    private final String traceId;

    Invocation(
            Backends backends,
            InvokeCounters counters,
            Answers answers,
            HttpExchange exchange,
            InvokeCall call,
            ResolvedFunction function,
            String requestId,
            String traceId) {
        this.backends = backends;
        this.counters = counters;
        this.answers = answers;
        this.exchange = exchange;
        this.call = call;
        this.function = function;
        this.requestId = requestId;
        this.traceId = traceId;
    }

    void begin(byte[] payload) {
        CompletableFuture<Assigned> acquiring =
                backends.assignment().acquire(new AcquireRequest(requestId, function));
        counters.begun.increment();
        if (!acquiring.isDone()) {
            // A caller who has gone gives up its place in the queue. One whose invoke has begun
            // does not stop it: AWS runs it to its end all the same.
            exchange.onAbandoned(() -> acquiring.cancel(false));
        }
        acquiring.whenComplete((assigned, failure) -> {
            if (assigned == null) {
                fail(failure);
            } else {
                invoke(assigned, payload);
            }
        });
    }

    private void invoke(Assigned assigned, byte[] payload) {
        EnvironmentId environment = assigned.environment();
        Invoking invoking;
        try {
            invoking =
                    backends.workers()
                            .apply(assigned.worker())
                            .invoke(invokeRequest(environment, payload));
        } catch (RuntimeException | Error e) {
            backends.assignment().release(environment, false);
            fail(e);
            return;
        }
        invoking.answer()
                .whenComplete((result, failure) -> {
                    backends.assignment().answered(environment);
                    answer(result, failure);
                });
        invoking.ended()
                .whenComplete((usable, failure) ->
                        backends.assignment().release(environment, Boolean.TRUE.equals(usable)));
    }

    private InvokeRequest invokeRequest(EnvironmentId environment, byte[] payload) {
        return new InvokeRequest(
                environment,
                requestId,
                payload,
                PAYLOAD_TYPE,
                invokedArn(),
                traceId,
                call.clientContext(),
                Optional.empty(),
                call.tailLog());
    }

    private String invokedArn() {
        FunctionId id = function.config().function();
        return call.function().qualifier().map(id::arn).orElseGet(id::arn);
    }

    private void answer(@Nullable InvokeResult result, @Nullable Throwable failure) {
        if (result == null) {
            fail(failure);
            return;
        }
        HttpResponse response;
        try {
            response =
                    new HttpResponse(
                            200, headers(result), new HttpResponse.Body.Bytes(result.payload()));
        } catch (IllegalArgumentException e) {
            fail(e);
            return;
        }
        counters.ended.increment();
        if (result.functionError().isPresent()) {
            counters.functionErrors.increment();
        }
        exchange.respond(response);
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

    private void fail(@Nullable Throwable failure) {
        counters.ended.increment();
        HttpResponse answer =
                answers.failure(
                        failure == null
                                ? new IllegalStateException("no answer and no failure")
                                : failure,
                        requestId);
        (answer.status() == ErrorCode.TOO_MANY_REQUESTS.status()
                        ? counters.throttled
                        : counters.refused)
                .increment();
        exchange.respond(answer);
    }
}
