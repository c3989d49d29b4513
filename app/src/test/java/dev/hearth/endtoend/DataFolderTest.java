package dev.hearth.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/** The folder that a server keeps everything in: taken, foreign, full. */
class DataFolderTest {
    private static final int DISK_MB = 96;
    private static final int LARGE = 20 << 20;
    private static final int TOO_MANY = 8;
    private static final int OLD_SNAPSHOTS = 12;

    @TempDir Path work;

    @Test
    void aSecondServerOnOneFolderIsRefusedInASentence() throws IOException {
        Path data = work.resolve("data");
        try (HearthScript first = HearthScript.up(data)) {
            Program.Result second =
                    HearthScript.run(Map.of(), work, "up", "--port", "0", "--data", data);
            assertEquals(2, second.exitCode());
            assertTrue(second.err().contains("uses the data folder " + data), second.err());
            assertTrue(second.err().contains("--data"), second.err());
            assertTrue(second.err().contains(first.endpoint()), second.err());
        }
    }

    /**
     * As after many restarts: the record store tidies up when it starts, and prints that it does.
     */
    @Test
    void tidyingUpIsNotMixedIntoTheAnswer() throws IOException {
        Path data = work.resolve("data");
        HearthScript.up(data).close();
        HearthScript.up(data).close();
        Path snapshots = data.resolve("records/version-2");
        for (int i = 1; i <= OLD_SNAPSHOTS; i++) {
            Files.copy(
                    snapshots.resolve("snapshot.0"),
                    snapshots.resolve("snapshot." + Integer.toHexString(i)));
        }
        try (HearthScript again = HearthScript.up(data)) {
            assertTrue(again.endpoint().startsWith("http"), again.endpoint());
        }
        assertFalse(Files.exists(snapshots.resolve("snapshot.1")), "nothing was tidied up");
    }

    @Test
    void aFolderWithSomethingElseInItIsLeftAlone() throws IOException {
        Path folder = Files.createDirectory(work.resolve("photos"));
        Files.writeString(folder.resolve("holiday.txt"), "sun");
        Program.Result result =
                HearthScript.run(Map.of(), work, "up", "--port", "0", "--data", folder);
        assertEquals(2, result.exitCode());
        assertTrue(result.err().contains("--data"), result.err());
        assertEquals("sun", Files.readString(folder.resolve("holiday.txt")));
    }

    @Test
    void aDamagedQueueOfEventsIsRefusedAndLeftAlone() throws IOException {
        Path data = work.resolve("data");
        HearthScript.up(data).close();
        Path journal = Files.createDirectories(data.resolve("queue/journal"));
        Path file = Files.write(journal.resolve("activemq-data-1.amq"), new byte[1 << 20]);
        Program.Result result =
                HearthScript.run(Map.of(), work, "up", "--port", "0", "--data", data);
        assertEquals(2, result.exitCode());
        assertTrue(result.err().contains(file.toString()), result.err());
        assertTrue(result.err().contains("backup"), result.err());
        assertEquals(1 << 20, Files.size(file));
    }

    @Test
    void aFullDiskIsToldAndBreaksNothing() throws IOException {
        Path disk = Files.createDirectory(work.resolve("disk"));
        requireRoot();
        Program.run("mount", "-t", "tmpfs", "-o", "size=" + DISK_MB + "m,mode=755", "tmpfs", disk)
                .succeeded();
        try (HearthScript hearth = HearthScript.up(disk.resolve("data"));
                Functions functions = new Functions(hearth.endpoint())) {
            functions.create(Language.PYTHON, "small");

            Optional<LambdaException> refused = Optional.empty();
            for (int i = 0; i < TOO_MANY && refused.isEmpty(); i++) {
                refused = refusal(functions, "large-" + i, i);
            }
            assertTrue(refused.isPresent(), "the disk took more than it holds");
            String words = String.valueOf(refused.get().getMessage());
            assertEquals(503, refused.get().statusCode(), words);
            assertTrue(words.contains("disk"), words);

            assertTrue(functions.invoke("small", "{\"n\":1}").payload().contains("one"));
            int before = functions.client().listFunctions().functions().size();
            functions.client().listFunctions().functions().stream()
                    .filter(f -> f.functionName().startsWith("large-"))
                    .forEach(f -> functions.delete(f.functionName()));
            assertTrue(functions.client().listFunctions().functions().size() < before);
        } finally {
            Program.run("umount", "-l", disk).succeeded();
        }
    }

    private static Optional<LambdaException> refusal(Functions functions, String name, int seed) {
        byte[] zip = Zip.of(Map.of("app.py", new byte[0], "ballast", noise(seed)));
        try {
            functions
                    .client()
                    .createFunction(r ->
                            r.functionName(name)
                                    .runtime(RunningHearth.runtime(Language.PYTHON))
                                    .handler("app.handler")
                                    .role("arn:aws:iam::000000000000:role/test")
                                    .code(c -> c.zipFile(SdkBytes.fromByteArray(zip))));
            return Optional.empty();
        } catch (LambdaException e) {
            return Optional.of(e);
        }
    }

    /** Bytes that no zip makes smaller, other ones for every seed. */
    private static byte[] noise(int seed) {
        byte[] bytes = new byte[LARGE];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static void requireRoot() {
        assertEquals(
                "root",
                System.getProperty("user.name"),
                "this test mounts a small disk, which only root may: run the build as root");
    }
}
