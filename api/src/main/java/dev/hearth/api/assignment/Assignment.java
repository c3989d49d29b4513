package dev.hearth.api.assignment;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.function.FunctionId;
import dev.hearth.api.worker.EnvironmentId;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Decides which execution environment serves an invoke. An environment serves one invoke at a time;
 * the most recently used idle one is taken first. None of these calls blocks: a warm acquire is
 * answered before it returns.
 */
public interface Assignment {
    /**
     * Takes an idle environment of the function's key, or waits for the first of: one that another
     * invoke frees, and a new one. Cancelling the future gives the place up.
     *
     * <p>Fails with {@link ApiException}: {@code TooManyRequestsException} over a concurrency
     * limit, {@code ServiceException} or {@code InvalidRuntimeException} when no environment could
     * be started, {@code ServiceUnavailableException} when no worker has room.
     */
    CompletableFuture<Assigned> acquire(AcquireRequest request);

    /**
     * The answer is on its way to the caller, the runtime has not asked for the next event yet. The
     * invoke stops counting against concurrency limits here. Unknown environments are ignored, as
     * in {@link #release}.
     */
    void answered(EnvironmentId environment);

    /** The invoke is over. The environment is idle again, or gone when not {@code usable}. */
    void release(EnvironmentId environment, boolean usable);

    /**
     * Every environment of this function made for an older generation is stopped as soon as it is
     * idle; all, when it was deleted.
     */
    void functionChanged(FunctionId function, long generation, boolean deleted);

    /** For people and metrics: what there is at this moment. */
    List<EnvironmentView> environments();
}
