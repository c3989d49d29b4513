package dev.hearth.worker.environment;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.worker.StartRequest;
import dev.hearth.worker.logs.EnvironmentLog;
import dev.hearth.worker.runtimeapi.RuntimeApi;
import java.io.IOException;

/** Makes the place an environment lives in. */
public interface Preparation {
    /**
     * Blocks. What fails leaves nothing behind.
     *
     * @throws ApiException {@code InvalidRuntimeException} when the host lacks the runtime
     * @throws IOException when the host refuses anything else
     */
    Quarters prepare(StartRequest request, String logStream, RuntimeApi api, EnvironmentLog log)
            throws IOException;
}
