package dev.hearth.api.function;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One version of a function as an execution environment needs it: resolved, validated, unchanging.
 *
 * @param runtime AWS's identifier, such as {@code python3.13}
 * @param handler as given; empty where the runtime needs none
 * @param architecture {@code x86_64} or {@code arm64}
 * @param memoryMb 128 to 10,240
 * @param timeout 1 to 900 seconds
 * @param ephemeralStorageMb size of {@code /tmp}, 512 to 10,240
 * @param environment the customer's own variables
 * @param code id of the package's blob: its SHA-256, lower-case hex
 * @param codeSize bytes of the package as uploaded
 * @param hostUid the host user that this function's processes run as; every function has its own,
 *     so none can signal another
 * @param logGroup such as {@code /aws/lambda/name}
 * @param jsonLogs empty for a log of plain text
 */
public record FunctionConfig(
        EnvironmentKey key,
        String runtime,
        String handler,
        String architecture,
        int memoryMb,
        Duration timeout,
        int ephemeralStorageMb,
        Map<String, String> environment,
        String code,
        long codeSize,
        int hostUid,
        String logGroup,
        Optional<JsonLogs> jsonLogs,
        Optional<String> role) {

    public FunctionConfig {
        environment = Map.copyOf(environment);
    }

    public FunctionId function() {
        return key.version().function();
    }

    public String version() {
        return key.version().version();
    }
}
