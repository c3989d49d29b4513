package dev.hearth.worker;

import dev.hearth.api.worker.WorkerId;
import dev.hearth.foundation.http.HttpLimits;
import dev.hearth.worker.code.CodeLimits;
import dev.hearth.worker.environment.EnvironmentSettings;
import java.nio.file.Path;

/**
 * @param id this worker's
 * @param data the server's data folder; the worker keeps {@code run}, {@code runtimes}, {@code
 *     worker} and {@code logs} in it
 * @param memoryMb what this host offers to environments
 * @param endpoint Hearth's public address, for sandboxes that share the host's network, such as
 *     {@code http://127.0.0.1:4566}
 * @param hearthLimits what Hearth's API takes from a function
 */
public record WorkerConfig(
        WorkerId id,
        Path data,
        int memoryMb,
        String endpoint,
        HttpLimits hearthLimits,
        EnvironmentSettings environments,
        CodeLimits code) {

    /** Where a backend keeps a folder for every environment. */
    public Path run() {
        return data.resolve("run");
    }

    Path unpackedCode() {
        return data.resolve("worker").resolve("code");
    }

    /** Where the runtimes' clients are laid out. */
    public Path runtimes() {
        return data.resolve("runtimes");
    }

    Path logs() {
        return data.resolve("logs");
    }
}
