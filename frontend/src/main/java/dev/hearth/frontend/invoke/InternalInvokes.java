package dev.hearth.frontend.invoke;

import dev.hearth.api.assignment.Assigned;
import dev.hearth.api.control.ResolvedFunction;
import dev.hearth.api.error.ApiException;
import dev.hearth.api.function.FunctionId;
import dev.hearth.api.function.FunctionRef;
import dev.hearth.api.invoke.InvokeOrder;
import dev.hearth.api.invoke.Invoked;
import dev.hearth.api.invoke.Invokes;
import dev.hearth.api.worker.InvokeResult;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Invokes asked for by other roles, on the way that all invokes take. */
public final class InternalInvokes implements Invokes {
    private final Backends backends;
    private final InvokeCounters counters;
    private final LoopGuard loops;
    private final Clock clock;
    private final Entropy entropy;

    public InternalInvokes(
            Backends backends,
            InvokeCounters counters,
            LoopGuard loops,
            Clock clock,
            Entropy entropy) {
        this.backends = backends;
        this.counters = counters;
        this.loops = loops;
        this.clock = clock;
        this.entropy = entropy;
    }

    @Override
    public CompletableFuture<Invoked> invoke(InvokeOrder order) {
        try {
            ResolvedFunction function = backends.catalogue().resolve(ref(order));
            String traceId = loops.entering(function, traceId(order));
            Ordered invocation = new Ordered(order, function, traceId);
            invocation.begin(order.payload());
            return invocation.answer;
        } catch (ApiException e) {
            counters.refused.increment();
            return CompletableFuture.failedFuture(e);
        }
    }

    private static FunctionRef ref(InvokeOrder order) {
        FunctionId id = order.function();
        return new FunctionRef(
                Optional.of(id.account()), Optional.of(id.region()), id.name(), order.qualifier());
    }

    private String traceId(InvokeOrder order) {
        return TraceId.acceptable(order.traceId())
                ? order.traceId()
                : TraceId.fresh(clock, entropy);
    }

    /** Answers a future. */
    private final class Ordered extends Invocation {
        private final CompletableFuture<Invoked> answer = new CompletableFuture<>();

        Ordered(InvokeOrder order, ResolvedFunction function, String traceId) {
            super(backends, counters, function, order.qualifier(), order.requestId(), traceId);
        }

        /** Roles wait for as long as it takes; assignment limits how long that can be. */
        @Override
        void waiting(CompletableFuture<Assigned> acquiring) {}

        @Override
        void answer(InvokeResult result) {
            answer.complete(
                    new Invoked(
                            function.config().version(), result.payload(), result.functionError()));
        }

        @Override
        void refuse(Throwable failure) {
            answer.completeExceptionally(failure);
        }
    }
}
