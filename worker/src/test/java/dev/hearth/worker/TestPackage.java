package dev.hearth.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Makes function packages. */
public final class TestPackage {
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<String, Integer> modes = new LinkedHashMap<>();

    public static TestPackage of(String name, String text) {
        return new TestPackage().with(name, text);
    }

    public TestPackage with(String name, String text) {
        return with(name, text.getBytes(StandardCharsets.UTF_8), 0644);
    }

    public TestPackage with(String name, byte[] bytes, int mode) {
        files.put(name, bytes);
        modes.put(name, mode);
        return this;
    }

    public TestPackage withProgram(String name, String text) {
        return with(name, text.getBytes(StandardCharsets.UTF_8), 0755);
    }

    /** Writes the zip into a folder of blobs; answers its id. */
    public String store(Path folder) {
        try {
            Path zip = Files.createTempFile(folder, "package", ".zip");
            try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
                for (Map.Entry<String, byte[]> file : files.entrySet()) {
                    ZipArchiveEntry entry = new ZipArchiveEntry(file.getKey());
                    entry.setUnixMode(0100000 | modes.getOrDefault(file.getKey(), 0644));
                    out.putArchiveEntry(entry);
                    out.write(file.getValue());
                    out.closeArchiveEntry();
                }
            }
            String id =
                    HexFormat.of()
                            .formatHex(
                                    MessageDigest.getInstance("SHA-256")
                                            .digest(Files.readAllBytes(zip)));
            Files.move(zip, folder.resolve(id), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
