package dev.hearth.api.worker;

import dev.hearth.api.function.FunctionId;

/**
 * Who is calling when a request comes out of a sandbox. The secret is known to the sandbox and to
 * whoever verifies its signatures; {@code toString} never shows it.
 */
public record EnvironmentIdentity(
        EnvironmentId environment,
        FunctionId function,
        String accessKeyId,
        String secretAccessKey,
        String sessionToken) {
    @Override
    public String toString() {
        return "EnvironmentIdentity[" + environment + ", " + function + ", " + accessKeyId + "]";
    }
}
