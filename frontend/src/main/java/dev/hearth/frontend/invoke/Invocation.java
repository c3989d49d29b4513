package dev.hearth.frontend.invoke;

import dev.hearth.api.assignment.AcquireRequest;
import dev.hearth.api.assignment.Assigned;
import dev.hearth.api.control.ResolvedFunction;
import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.function.FunctionId;
import dev.hearth.api.worker.EnvironmentId;
import dev.hearth.api.worker.InvokeRequest;
import dev.hearth.api.worker.InvokeResult;
import dev.hearth.api.worker.Invoking;
import dev.hearth.foundation.actor.Failures;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One synchronous invoke on its way: acquire an environment, invoke it, answer, release it.
 * Whatever happens, an environment that was acquired is released once. Runs on whichever thread
 * brings the next piece of news. Whom it answers, and how, is its subclass's.
 */
// Nothing hangs on the futures that whenComplete makes: what fails in a callback is answered there.
@SuppressWarnings("FutureReturnValueIgnored")
abstract class Invocation {
    /** The payload was checked to be JSON, whatever the caller called it. */
    private static final String PAYLOAD_TYPE = "application/json";

    private final Backends backends;
    private final InvokeCounters counters;
    private final Optional<String> qualifier;

    final ResolvedFunction function;
    final String requestId;
    final String traceId;

    /**
     * @param qualifier as the caller named it
     * @param traceId as the function is to see it
     */
    Invocation(
            Backends backends,
            InvokeCounters counters,
            ResolvedFunction function,
            Optional<String> qualifier,
            String requestId,
            String traceId) {
        this.backends = backends;
        this.counters = counters;
        this.function = function;
        this.qualifier = qualifier;
        this.requestId = requestId;
        this.traceId = traceId;
    }

    /**
     * Answers with what the function gave.
     *
     * @throws IllegalArgumentException when that cannot be said; then {@link #refuse} is called
     */
    abstract void answer(InvokeResult result);

    /** Answers that the function gave nothing. */
    abstract void refuse(Throwable failure);

    /** The invoke waits for an environment; cancelling gives its place up. */
    abstract void waiting(CompletableFuture<Assigned> acquiring);

    Optional<String> clientContext() {
        return Optional.empty();
    }

    boolean tailLog() {
        return false;
    }

    final void begin(byte[] payload) {
        CompletableFuture<Assigned> acquiring =
                backends.assignment().acquire(new AcquireRequest(requestId, function));
        counters.begun.increment();
        if (!acquiring.isDone()) {
            waiting(acquiring);
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
                    finish(result, failure);
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
                clientContext(),
                Optional.empty(),
                tailLog());
    }

    private String invokedArn() {
        FunctionId id = function.config().function();
        return qualifier.map(id::arn).orElseGet(id::arn);
    }

    private void finish(@Nullable InvokeResult result, @Nullable Throwable failure) {
        if (result == null) {
            fail(failure);
            return;
        }
        counters.ended.increment();
        if (result.functionError().isPresent()) {
            counters.functionErrors.increment();
        }
        try {
            answer(result);
        } catch (IllegalArgumentException e) {
            counters.refused.increment();
            refuse(e);
        }
    }

    private void fail(@Nullable Throwable failure) {
        Throwable cause = cause(failure);
        boolean throttled =
                cause instanceof ApiException known && known.code() == ErrorCode.TOO_MANY_REQUESTS;
        counters.ended.increment();
        (throttled ? counters.throttled : counters.refused).increment();
        refuse(cause);
    }

    private static Throwable cause(@Nullable Throwable failure) {
        if (failure == null) {
            return new IllegalStateException("no answer and no failure");
        }
        return Failures.cause(failure);
    }
}
