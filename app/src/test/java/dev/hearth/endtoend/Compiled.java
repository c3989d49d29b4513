package dev.hearth.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Java source compiled for the oldest Java that AWS still names. */
final class Compiled {
    private static final String RELEASE = "11";

    private Compiled() {}

    static Map<String, byte[]> classes(String className, String source) {
        try {
            Path folder = Files.createTempDirectory("compiled");
            Path file = Files.writeString(folder.resolve(className + ".java"), source);
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            ByteArrayOutputStream errors = new ByteArrayOutputStream();
            int status =
                    compiler.run(
                            null,
                            null,
                            errors,
                            "--release",
                            RELEASE,
                            "-Xlint:-options",
                            "-d",
                            folder.toString(),
                            file.toString());
            assertEquals(0, status, () -> errors.toString(StandardCharsets.UTF_8));
            Map<String, byte[]> classes = new TreeMap<>();
            try (Stream<Path> files = Files.list(folder)) {
                for (Path each : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                    classes.put(each.getFileName().toString(), Files.readAllBytes(each));
                }
            }
            return classes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
