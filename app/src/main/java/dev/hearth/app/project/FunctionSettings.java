package dev.hearth.app.project;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a function from one source: flags, a template or the files. Whatever is empty is
 * for the next source to say.
 *
 * @param code folder to package, or a {@code .jar} or {@code .zip} to upload as it is
 * @param memoryMb as AWS's {@code MemorySize}
 * @param timeoutSeconds as AWS's {@code Timeout}
 */
public record FunctionSettings(
        Optional<String> name,
        Optional<String> runtime,
        Optional<String> handler,
        Optional<Path> code,
        Optional<Integer> memoryMb,
        Optional<Integer> timeoutSeconds,
        Map<String, String> environment) {

    public static final FunctionSettings NONE =
            new FunctionSettings(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Map.of());

    public FunctionSettings {
        environment = Map.copyOf(environment);
    }

    /** These settings, with another source's where these say nothing. Environments are merged. */
    public FunctionSettings or(FunctionSettings other) {
        var merged = new HashMap<>(other.environment);
        merged.putAll(environment);
        return new FunctionSettings(
                name.or(() -> other.name),
                runtime.or(() -> other.runtime),
                handler.or(() -> other.handler),
                code.or(() -> other.code),
                memoryMb.or(() -> other.memoryMb),
                timeoutSeconds.or(() -> other.timeoutSeconds),
                merged);
    }

    /** Nothing but where the code is. */
    FunctionSettings codeOnly() {
        return new FunctionSettings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                code,
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }
}
