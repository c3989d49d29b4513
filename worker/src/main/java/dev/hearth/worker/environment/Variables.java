package dev.hearth.worker.environment;

import dev.hearth.api.function.FunctionConfig;
import dev.hearth.api.worker.EnvironmentIdentity;
import dev.hearth.worker.sandbox.Sandbox;
import java.util.HashMap;
import java.util.Map;

/**
 * The environment variables a function starts with, as AWS's guide lists them: defaults that the
 * customer may override, then the customer's, then those that nobody may set.
 */
final class Variables {
    private Variables() {}

    /**
     * @param runtime the runtime's own defaults
     * @param endpoint where Hearth's API answers, as the function sees it
     */
    static Map<String, String> of(
            FunctionConfig function,
            EnvironmentIdentity identity,
            Sandbox sandbox,
            String logStream,
            Map<String, String> runtime,
            String endpoint) {
        Map<String, String> all = new HashMap<>(defaults(sandbox.paths()));
        all.putAll(runtime);
        all.put("AWS_ENDPOINT_URL", endpoint);
        sandbox.hostAddress().ifPresent(address -> all.put("HEARTH_HOST", address));
        function.environment()
                .forEach((name, value) -> {
                    // AWS's agent leaves out names that begin with an underscore.
                    if (!name.startsWith("_")) {
                        all.put(name, value);
                    }
                });
        all.putAll(reserved(function, identity, sandbox, logStream));
        return all;
    }

    private static Map<String, String> defaults(Sandbox.Paths paths) {
        String libraries =
                String.join(
                        ":",
                        "/lib64",
                        "/usr/lib64",
                        paths.language() + "/lib",
                        paths.runtime(),
                        paths.runtime() + "/lib",
                        paths.task(),
                        paths.task() + "/lib",
                        paths.layers() + "/lib");
        return Map.of(
                "TZ", ":UTC",
                "LANG", "en_US.UTF-8",
                "PATH", "/usr/local/bin:/usr/bin/:/bin:" + paths.layers() + "/bin",
                "LD_LIBRARY_PATH", libraries,
                "AWS_XRAY_CONTEXT_MISSING", "LOG_ERROR",
                "AWS_XRAY_DAEMON_ADDRESS", "169.254.79.129:2000",
                "_AWS_XRAY_DAEMON_ADDRESS", "169.254.79.129",
                "_AWS_XRAY_DAEMON_PORT", "2000");
    }

    private static Map<String, String> reserved(
            FunctionConfig function,
            EnvironmentIdentity identity,
            Sandbox sandbox,
            String logStream) {
        Map<String, String> all = new HashMap<>();
        all.put("_HANDLER", function.handler());
        all.put("AWS_REGION", function.function().region());
        all.put("AWS_DEFAULT_REGION", function.function().region());
        if (!function.runtime().startsWith("provided")) {
            all.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + function.runtime());
        }
        all.put("AWS_LAMBDA_FUNCTION_NAME", function.function().name());
        all.put("AWS_LAMBDA_FUNCTION_VERSION", function.version());
        all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMb()));
        all.put("AWS_LAMBDA_LOG_GROUP_NAME", function.logGroup());
        all.put("AWS_LAMBDA_LOG_STREAM_NAME", logStream);
        all.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        function.jsonLogs()
                .ifPresent(json -> {
                    all.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
                    all.put("AWS_LAMBDA_LOG_LEVEL", json.applicationLevel());
                });
        all.put("AWS_ACCESS_KEY", identity.accessKeyId());
        all.put("AWS_ACCESS_KEY_ID", identity.accessKeyId());
        all.put("AWS_SECRET_ACCESS_KEY", identity.secretAccessKey());
        all.put("AWS_SESSION_TOKEN", identity.sessionToken());
        all.put(
                "AWS_LAMBDA_RUNTIME_API",
                sandbox.runtimeApiAddress().getHostString()
                        + ":"
                        + sandbox.runtimeApiAddress().getPort());
        all.put("LAMBDA_TASK_ROOT", sandbox.paths().task());
        all.put("LAMBDA_RUNTIME_DIR", sandbox.paths().runtime());
        return all;
    }
}
