package dev.hearth.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.foundation.time.Entropy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataFolderTest {
    @TempDir private Path temp;

    @Test
    void isForItsOwnerOnlyAndOpensAgain() throws IOException {
        Path path = temp.resolve("data");
        byte[] secret;
        try (DataFolder folder = DataFolder.open(path)) {
            secret = folder.secret("key", Entropy.system());
            assertEquals("rwx------", mode(path));
            assertEquals("rwx------", mode(folder.folder("blobs")));
            assertEquals("rw-------", mode(path.resolve("secrets/key")));
        }
        try (DataFolder folder = DataFolder.open(path)) {
            assertArrayEquals(secret, folder.secret("key", Entropy.system()));
        }
    }

    @Test
    void refusesASecondServer() throws IOException {
        Path path = temp.resolve("data");
        try (DataFolder first = DataFolder.open(path)) {
            String sentence = refusal(path);

            assertTrue(sentence.contains(first.path().toString()), sentence);
            assertTrue(
                    sentence.contains("(process " + ProcessHandle.current().pid() + ")"), sentence);
            assertTrue(sentence.contains("--data"), sentence);
        }
    }

    @Test
    void refusesWhatANewerOneWrote() throws IOException {
        Path path = temp.resolve("data");
        DataFolder.open(path).close();
        Files.writeString(path.resolve("format"), "hearth-data 2\n");

        String sentence = refusal(path);

        assertTrue(sentence.contains("newer Hearth (format 2;"), sentence);
        Files.writeString(path.resolve("format"), "hearth-data 1\n");
        DataFolder.open(path).close();
    }

    @Test
    void refusesADamagedFormat() throws IOException {
        Path path = temp.resolve("data");
        DataFolder.open(path).close();
        Files.writeString(path.resolve("format"), "whatever");

        assertTrue(refusal(path).contains("damaged"));
    }

    @Test
    void refusesSomebodyElsesFolder() throws IOException {
        Files.writeString(temp.resolve("thesis.tex"), "");

        assertTrue(refusal(temp).contains("something else"));
        try (Stream<Path> content = Files.list(temp)) {
            assertEquals(1, content.count());
        }
    }

    @Test
    void refusesWhereNoFolderCanBe() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "");

        assertTrue(refusal(file.resolve("data")).contains("cannot be made"));
    }

    private static String refusal(Path path) {
        return String.valueOf(
                assertThrows(DataFolderException.class, () -> DataFolder.open(path)).getMessage());
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
