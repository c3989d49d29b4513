package dev.hearth.worker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles Java functions against AWS's interfaces. */
public final class JavaSources {
    private JavaSources() {}

    /** Class files by path, for a JVM of that release. */
    public static Map<String, byte[]> compile(int release, Map<String, String> sources) {
        try {
            Path folder = Files.createTempDirectory("classes");
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            List<SimpleJavaFileObject> units = new ArrayList<>();
            sources.forEach((name, text) -> units.add(new Source(name, text)));
            boolean done =
                    compiler.getTask(
                                    null,
                                    null,
                                    null,
                                    List.of(
                                            "--release",
                                            Integer.toString(release),
                                            "-cp",
                                            core().toString(),
                                            "-d",
                                            folder.toString()),
                                    null,
                                    units)
                            .call();
            if (!done) {
                throw new AssertionError("does not compile: " + sources);
            }
            return read(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] jar(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue());
                out.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Path core() {
        try {
            return Path.of(
                    Objects.requireNonNull(
                                    JavaSources.class.getResource(
                                            "/runtime/java/aws-lambda-java-core.jar"))
                            .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, byte[]> read(Path folder) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(path).toString(), Files.readAllBytes(path));
            }
        }
        return files;
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
