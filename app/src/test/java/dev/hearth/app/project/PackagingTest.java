package dev.hearth.app.project;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hearth.app.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagingTest {
    @TempDir Path folder;

    @Test
    void whatBelongsToTheFunctionIsPackagedWithItsRunBit() throws IOException {
        write("bootstrap", "rwxr-xr-x");
        write("lib/code.py", "rw-------");
        write("node_modules/marked/index.js", "rw-r--r--");
        write(".git/HEAD", "rw-r--r--");
        write("lib/__pycache__/code.cpython-311.pyc", "rw-r--r--");
        write(".DS_Store", "rw-r--r--");
        Files.createSymbolicLink(folder.resolve("linked.py"), Path.of("lib/code.py"));
        assertEquals(
                Map.of(
                        "bootstrap", 0755,
                        "lib/code.py", 0644,
                        "linked.py", 0644,
                        "node_modules/marked/index.js", 0644),
                modes(Packaging.of(folder).zip()));
    }

    @Test
    void theSameFilesGiveTheSameBytes() throws IOException {
        Path file = write("app.py", "rw-r--r--");
        byte[] first = Packaging.of(folder).zip();
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
        assertArrayEquals(first, Packaging.of(folder).zip());
    }

    @Test
    void aJarIsTakenAsItIs() throws IOException {
        Path jar = Files.write(folder.resolve("a.jar"), new byte[] {1, 2, 3});
        assertArrayEquals(new byte[] {1, 2, 3}, Packaging.of(jar).zip());
    }

    @Test
    void nothingToPackageIsRefused() {
        assertThrows(Refusal.class, () -> Packaging.of(folder));
    }

    private Path write(String name, String permissions) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "content of " + name);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static Map<String, Integer> modes(byte[] zip) throws IOException {
        Map<String, Integer> modes = new TreeMap<>();
        try (ZipFile file =
                ZipFile.builder()
                        .setSeekableByteChannel(new SeekableInMemoryByteChannel(zip))
                        .get()) {
            for (ZipArchiveEntry entry : Collections.list(file.getEntries())) {
                modes.put(entry.getName(), entry.getUnixMode() & 0777);
            }
        }
        return modes;
    }
}
