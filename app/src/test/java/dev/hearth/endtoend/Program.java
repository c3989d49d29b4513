package dev.hearth.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Another program, run to its end. */
final class Program {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private Program() {}

    /**
     * @param out what it printed to standard output
     * @param err what it printed to standard error
     */
    record Result(int exitCode, String out, String err) {
        Result succeeded() {
            assertEquals(
                    0, exitCode, () -> "standard output:\n" + out + "\nstandard error:\n" + err);
            return this;
        }
    }

    static Result run(Object... command) {
        return run(Map.of(), Path.of("").toAbsolutePath(), command);
    }

    static Result run(Map<String, String> environment, Path folder, Object... command) {
        try {
            Path out = Files.createTempFile("program", ".out");
            Path err = Files.createTempFile("program", ".err");
            try {
                ProcessBuilder builder =
                        new ProcessBuilder(List.of(command).stream().map(Object::toString).toList())
                                .directory(folder.toFile())
                                .redirectInput(
                                        ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                                .redirectOutput(out.toFile())
                                .redirectError(err.toFile());
                builder.environment().putAll(environment);
                Process process = builder.start();
                boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                if (!ended) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                }
                return new Result(ended ? process.exitValue() : -1, read(out), read(err));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
