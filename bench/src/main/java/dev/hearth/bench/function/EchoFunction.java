package dev.hearth.bench.function;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * An echo function for one language, on the version that this machine has.
 *
 * @param runtime AWS's identifier
 * @param file the one file of its package, below the package's root
 * @param resource where that file's content is in this module
 */
public record EchoFunction(
        String language,
        String runtime,
        String handler,
        int memoryMb,
        String file,
        String resource) {

    /**
     * The memory at which Lambda gives one whole processor: the bare peers have no share to keep.
     */
    private static final int ONE_PROCESSOR_MB = 1769;

    public static EchoFunction python() throws IOException, InterruptedException {
        String version =
                ask("/usr/bin/python3", "-c", "import sys;print('%d.%d'%sys.version_info[:2])");
        return new EchoFunction(
                "python",
                "python" + version,
                "echo.handler",
                ONE_PROCESSOR_MB,
                "echo.py",
                "/bench/echo.py");
    }

    /** Answers with its log stream's name, one for each environment, at the moment it is told. */
    public static EchoFunction holding() throws IOException, InterruptedException {
        return new EchoFunction(
                "holding",
                python().runtime(),
                "holding.handler",
                128,
                "holding.py",
                "/bench/holding.py");
    }

    public static EchoFunction node() throws IOException, InterruptedException {
        String major = ask("node", "-p", "process.versions.node.split('.')[0]");
        return new EchoFunction(
                "node",
                "nodejs" + major + ".x",
                "index.handler",
                ONE_PROCESSOR_MB,
                "index.js",
                "/bench/index.js");
    }

    public static EchoFunction java() {
        String file = EchoHandler.class.getName().replace('.', '/') + ".class";
        return new EchoFunction(
                "java",
                "java" + Runtime.version().feature(),
                EchoHandler.class.getName() + "::handle",
                ONE_PROCESSOR_MB,
                file,
                "/" + file);
    }

    public static List<EchoFunction> all() throws IOException, InterruptedException {
        return List.of(python(), node(), java());
    }

    public byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(file));
            zip.write(content());
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    public void unpack(Path folder) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, content());
    }

    private byte[] content() throws IOException {
        try (InputStream in = EchoFunction.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("missing resource " + resource);
            }
            return in.readAllBytes();
        }
    }

    private static String ask(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String answer =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + answer);
        }
        return answer;
    }
}
