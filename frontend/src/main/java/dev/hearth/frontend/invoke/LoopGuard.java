package dev.hearth.frontend.invoke;

import dev.hearth.api.control.ResolvedFunction;
import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.events.AsyncPolicies;
import dev.hearth.api.events.AsyncPolicy;
import dev.hearth.api.function.FunctionId;
import dev.hearth.api.invoke.Lineage;
import java.util.Optional;

/** Stops functions that invoke themselves without end, directly or through others. */
public final class LoopGuard {
    private final AsyncPolicies policies;
    private final InvokeCounters counters;

    public LoopGuard(AsyncPolicies policies, InvokeCounters counters) {
        this.policies = policies;
        this.counters = counters;
    }

    /**
     * The trace header that the function is to see, and to hand on.
     *
     * @throws ApiException {@code RecursiveInvocationException} when the function has run too often
     *     in this chain of requests, and its owner has not allowed that
     */
    String entering(ResolvedFunction resolved, String traceId) {
        FunctionId function = resolved.config().function();
        int runs = Lineage.runs(traceId, function);
        if (runs >= Lineage.MAX_RUNS && !loopsAllowed(function)) {
            counters.recursive.increment();
            throw new ApiException(
                    ErrorCode.RECURSIVE_INVOCATION,
                    "Lambda has detected your function being invoked in a recursive loop with other Amazon Web Services resources and stopped your function's invocation.");
        }
        return Lineage.entered(traceId, function, runs);
    }

    private boolean loopsAllowed(FunctionId function) {
        return policies.find(function, Optional.empty())
                .map(AsyncPolicy::recursionAllowed)
                .orElse(false);
    }
}
