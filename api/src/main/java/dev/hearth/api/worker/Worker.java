package dev.hearth.api.worker;

import dev.hearth.api.error.ApiException;
import java.util.concurrent.CompletableFuture;

/** One host that runs functions. None of these calls blocks. */
public interface Worker {
    WorkerStatus status();

    /**
     * Makes a sandbox and runs the Init phase in it. Asking again for the same environment id
     * answers the same future. A function whose Init fails or overruns has started all the same:
     * AWS runs Init again inside its first invoke.
     *
     * <p>Fails with {@link ApiException} when no sandbox could be made: {@code
     * InvalidRuntimeException} when this host lacks the runtime, else {@code ServiceException}.
     */
    CompletableFuture<Void> start(StartRequest request);

    /**
     * Runs one invoke in an environment that is idle. The environment is busy until {@link
     * Invoking#ended} completes.
     */
    Invoking invoke(InvokeRequest request);

    /**
     * Shuts an environment down and removes every trace of it; completes when done. Unknown
     * environments are done already.
     */
    CompletableFuture<Void> stop(EnvironmentId environment);
}
