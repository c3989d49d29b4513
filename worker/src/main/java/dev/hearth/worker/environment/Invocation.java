package dev.hearth.worker.environment;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.worker.InvokeRequest;
import dev.hearth.api.worker.InvokeResult;
import dev.hearth.worker.logs.EnvironmentLog;
import dev.hearth.worker.runtimeapi.RuntimeAnswer;
import dev.hearth.worker.runtimeapi.RuntimeEvent;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One invoke, from request to end. Confined to its environment's mailbox. */
final class Invocation {
    private static final String UNHANDLED = "Unhandled";

    final InvokeRequest request;
    final RuntimeEvent event;
    final long startedNanos;
    final CompletableFuture<InvokeResult> answer = new CompletableFuture<>();
    final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private Optional<RuntimeAnswer> held = Optional.empty();

    Invocation(InvokeRequest request, RuntimeEvent event, long startedNanos) {
        this.request = request;
        this.event = event;
        this.startedNanos = startedNanos;
    }

    /**
     * The caller gets this, at once unless it wants the log's tail along, which isn't written yet.
     */
    void answer(RuntimeAnswer given) {
        if (request.tailLog()) {
            held = Optional.of(given);
        } else {
            complete(given, Optional.empty());
        }
    }

    /** Its log is complete: gives a held answer out, with the tail. */
    void release(EnvironmentLog log) {
        held.ifPresent(given -> complete(given, Optional.of(log.endTail())));
    }

    void abort(ApiException fault) {
        answer.completeExceptionally(fault);
    }

    private void complete(RuntimeAnswer given, Optional<byte[]> tail) {
        answer.complete(
                new InvokeResult(
                        given.payload(),
                        given.contentType(),
                        given.errorType().map(_ -> UNHANDLED),
                        tail));
    }
}
