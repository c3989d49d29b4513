package dev.hearth.worker.runtime;

import dev.hearth.api.function.FunctionConfig;
import dev.hearth.worker.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code provided.*}: the package brings its own runtime, a program called {@code bootstrap}. */
final class ProvidedFamily implements RuntimeFamily {
    private static final String BOOTSTRAP = "bootstrap";

    @Override
    public boolean takes(String identifier) {
        return identifier.equals("provided") || identifier.startsWith("provided.");
    }

    @Override
    public LanguageRuntime find(String identifier, RuntimeFallback fallback) {
        return new Provided(identifier);
    }

    private record Provided(String identifier) implements LanguageRuntime {
        @Override
        public String version() {
            return identifier.replace('.', ':');
        }

        @Override
        public Optional<Path> client() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> language() {
            return Optional.empty();
        }

        @Override
        public List<String> command(Sandbox.Paths inside, FunctionConfig function) {
            return List.of(inside.task() + "/" + BOOTSTRAP);
        }

        @Override
        public Map<String, String> variables(Sandbox.Paths inside) {
            return Map.of();
        }

        /** Paths are given as AWS gives them, wherever they are here. */
        @Override
        public Optional<String> entrypointFault(Path task) {
            Path program = task.resolve(BOOTSTRAP);
            if (!Files.isRegularFile(program)) {
                return Optional.of(
                        "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]");
            }
            // The server may be root, whom no missing run bit stops: ask the file, not the kernel.
            if (!RunBits.any(program)) {
                return Optional.of("fork/exec /var/task/bootstrap: permission denied");
            }
            return Optional.empty();
        }
    }
}
