package dev.hearth.api.invoke;

import dev.hearth.api.error.ApiException;
import java.util.concurrent.CompletableFuture;

/** The way every synchronous invoke takes: the same limits, environments and answers. */
public interface Invokes {
    /**
     * Begins one invoke; never blocks.
     *
     * @return fails with {@link ApiException} when the function did not run or its answer is lost:
     *     429 when throttled, 404 when there is no such function, 5xx for what is not the
     *     function's fault. A function's own failure is an answer
     */
    CompletableFuture<Invoked> invoke(InvokeOrder order);
}
