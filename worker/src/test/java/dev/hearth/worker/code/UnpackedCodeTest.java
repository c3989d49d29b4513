package dev.hearth.worker.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.worker.TestPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UnpackedCodeTest {
    private static final CodeLimits ONE_KEPT = new CodeLimits(1000, 10, 1);

    @TempDir private Path folder;
    private final AtomicInteger fetched = new AtomicInteger();

    @BeforeEach
    void makeBlobs() throws IOException {
        Files.createDirectories(folder.resolve("blobs"));
    }

    private UnpackedCode open() throws IOException {
        UnpackedCode code =
                new UnpackedCode(
                        folder.resolve("code"),
                        id -> {
                            fetched.incrementAndGet();
                            return folder.resolve("blobs").resolve(id);
                        },
                        ONE_KEPT);
        code.open();
        return code;
    }

    private String store(String content) {
        return TestPackage.of("file", content).store(folder.resolve("blobs"));
    }

    @Test
    void unpacksOnceForAllWhoWantIt() throws Exception {
        String id = store("content");
        UnpackedCode code = open();
        Callable<CodeLease> lease = () -> code.lease(id);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<CodeLease> each : threads.invokeAll(List.of(lease, lease, lease, lease))) {
                assertEquals("content", Files.readString(each.get().folder().resolve("file")));
            }
        }
        assertEquals(1, fetched.get());
    }

    @Test
    void keepsWhatIsUsedAndAFewThatAreNot() throws IOException {
        UnpackedCode code = open();
        CodeLease a = code.lease(store("a"));
        CodeLease b = code.lease(store("b"));
        CodeLease c = code.lease(store("c"));
        b.close();
        c.close();
        assertTrue(Files.exists(a.folder()), "in use");
        assertFalse(Files.exists(b.folder()), "the longest unused goes");
        assertTrue(Files.exists(c.folder()), "the last used stays");
        b.close();
        assertTrue(Files.exists(c.folder()), "closing twice is closing once");
    }

    @Test
    void takesOverWhatAnEarlierServerUnpackedButNotItsHalves() throws IOException {
        String id = store("kept");
        open().lease(id);
        Path half = Files.createDirectories(folder.resolve("code/.unpacking-half/sub"));
        UnpackedCode next = open();
        assertEquals("kept", Files.readString(next.lease(id).folder().resolve("file")));
        assertEquals(1, fetched.get());
        assertFalse(Files.exists(half));
    }

    @Test
    void whatCannotBeUnpackedIsToldEveryTimeAndLeavesNothing() throws IOException {
        UnpackedCode code = open();
        String tooLarge = store("x".repeat(2000));
        assertThrows(IOException.class, () -> code.lease(tooLarge));
        assertThrows(IOException.class, () -> code.lease(tooLarge));
        assertThrows(NoSuchFileException.class, () -> code.lease("absent"));
        try (var left = Files.list(folder.resolve("code"))) {
            assertEquals(List.of(), left.toList());
        }
    }
}
