package dev.hearth.worker.runtime;

import dev.hearth.worker.files.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Our runtime clients, taken out of the server's jar to where sandboxes can see them: a folder per
 * client, named after its content, so that servers of two releases never share one by mistake.
 */
final class ClientFiles {
    static final String JAVA_NATIVE_X86 = "libaws-lambda-jni.linux-x86_64.so";
    static final String JAVA_NATIVE_ARM = "libaws-lambda-jni.linux-aarch_64.so";

    private static final Map<String, List<String>> FILES =
            Map.of(
                    "python",
                    List.of(
                            "bootstrap.py",
                            "hearth_runtime/__init__.py",
                            "hearth_runtime/client.py",
                            "hearth_runtime/context.py",
                            "hearth_runtime/handler.py",
                            "hearth_runtime/on_demand.py"),
                    "node",
                    List.of(
                            "index.js",
                            "parts/client.js",
                            "parts/console.js",
                            "parts/errors.js",
                            "parts/handler.js",
                            "parts/invocation.js"),
                    "java",
                    List.of(
                            "aws-lambda-java-runtime-interface-client.jar",
                            "aws-lambda-java-core.jar",
                            "aws-lambda-java-serialization.jar",
                            "utils-lite.jar",
                            "jni/" + JAVA_NATIVE_X86,
                            "jni/" + JAVA_NATIVE_ARM));
    private static final int HASH_LENGTH = 16;

    private final Path root;

    ClientFiles(Path root) {
        this.root = root;
    }

    /** Where a client's files are; made when first asked for. Blocks. */
    synchronized Path folder(String client) {
        try {
            Map<String, byte[]> files = read(client);
            Path folder = root.resolve(hash(files)).resolve(client);
            if (!Files.isDirectory(folder)) {
                write(files, folder);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lay out the " + client + " client", e);
        }
    }

    private static Map<String, byte[]> read(String client) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String name : FILES.getOrDefault(client, List.of())) {
            String resource = "/runtime/" + client + "/" + name;
            try (InputStream in = ClientFiles.class.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new IOException("the distribution lacks " + resource);
                }
                files.put(name, in.readAllBytes());
            }
        }
        return files;
    }

    private static void write(Map<String, byte[]> files, Path folder) throws IOException {
        Path beside = folder.resolveSibling("." + folder.getFileName());
        Folders.delete(beside);
        Files.createDirectories(beside);
        open(beside);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = beside.resolve(file.getKey());
            Path parent = Objects.requireNonNull(path.getParent());
            Files.createDirectories(parent);
            open(parent);
            Files.write(path, file.getValue());
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
        }
        Files.move(beside, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Functions' users read it, whatever the server's umask. */
    private static void open(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String hash(Map<String, byte[]> files) {
        MessageDigest digest = Sha256.digest();
        files.forEach((name, bytes) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        });
        return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_LENGTH);
    }
}
