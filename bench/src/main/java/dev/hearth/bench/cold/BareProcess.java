package dev.hearth.bench.cold;

import dev.hearth.api.function.EnvironmentKey;
import dev.hearth.api.function.FunctionConfig;
import dev.hearth.api.function.FunctionId;
import dev.hearth.api.function.FunctionVersion;
import dev.hearth.bench.function.EchoFunction;
import dev.hearth.foundation.time.Clock;
import dev.hearth.worker.runtime.LanguageRuntime;
import dev.hearth.worker.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The baseline of a cold start: the function's runtime client with its handler, started as a plain
 * process with the worker's own command line, until it has posted its first answer.
 */
final class BareProcess {
    private final List<String> command;
    private final Map<String, String> variables;
    private final Path task;
    private final Path log;
    private final Clock clock = Clock.system();

    BareProcess(EchoFunction function, LanguageRuntime runtime, Path task, Path log) {
        Path client = runtime.client().orElse(task);
        Sandbox.Paths paths =
                new Sandbox.Paths(
                        task.toString(),
                        client.toString(),
                        runtime.language().map(Path::toString).orElse("/usr"),
                        "/opt",
                        "/tmp");
        this.command = runtime.command(paths, config(function));
        this.variables = new HashMap<>(runtime.variables(paths));
        variables.putAll(
                Map.of(
                        "_HANDLER", function.handler(),
                        "LAMBDA_TASK_ROOT", paths.task(),
                        "LAMBDA_RUNTIME_DIR", paths.runtime(),
                        "AWS_LAMBDA_FUNCTION_NAME", "bare",
                        "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMb()),
                        "AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/bare",
                        "AWS_LAMBDA_LOG_STREAM_NAME", "bare",
                        "AWS_REGION", "us-east-1",
                        "LANG", "en_US.UTF-8"));
        this.task = task;
        this.log = log;
    }

    /** One start; the process is gone when this returns. */
    Duration measure() throws IOException, InterruptedException {
        try (StubRuntimeApi api = new StubRuntimeApi()) {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().clear();
            builder.environment().putAll(variables);
            builder.environment().put("PATH", "/usr/local/bin:/usr/bin:/bin");
            builder.environment().put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + api.port());
            builder.directory(task.toFile());
            builder.redirectErrorStream(true).redirectOutput(log.toFile());
            long begin = clock.nanos();
            Process process = builder.start();
            try {
                api.serveOne();
                return Duration.ofNanos(clock.nanos() - begin);
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private static FunctionConfig config(EchoFunction function) {
        return new FunctionConfig(
                new EnvironmentKey(
                        new FunctionVersion(
                                new FunctionId("000000000000", "us-east-1", "bare"),
                                FunctionVersion.LATEST),
                        1),
                function.runtime(),
                function.handler(),
                "x86_64",
                function.memoryMb(),
                Duration.ofMinutes(2),
                512,
                Map.of(),
                "",
                0,
                0,
                "/aws/lambda/bare",
                Optional.empty(),
                Optional.empty());
    }
}
