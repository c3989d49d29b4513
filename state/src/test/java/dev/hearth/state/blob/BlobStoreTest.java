package dev.hearth.state.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BlobStoreTest {
    private static final String HELLO =
            "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    @TempDir private Path temp;
    private BlobStore blobs;

    @BeforeEach
    void open() throws IOException {
        blobs = BlobStore.open(temp, Clock.system(), Entropy.system());
    }

    @Test
    void namesBlobsByTheirContent() throws IOException {
        Blob blob = blobs.put("hello".getBytes(UTF_8));
        Blob again = blobs.put(new ByteArrayInputStream("hello".getBytes(UTF_8)));

        assertEquals(new Blob(HELLO, 5), blob);
        assertEquals(blob, again);
        assertEquals("hello", Files.readString(blobs.path(HELLO).orElseThrow()));
        assertEquals(Optional.empty(), blobs.path("0".repeat(64)));
        assertEquals(1, files());
    }

    @Test
    void refusesNamesThatAreNoIds() {
        assertThrows(IllegalArgumentException.class, () -> blobs.path("../../etc/passwd"));
    }

    @Test
    void leavesNothingOfABlobThatBreaksOff() throws IOException {
        InputStream breaking =
                new SequenceInputStream(
                        new ByteArrayInputStream(new byte[100_000]), new BrokenStream());

        assertThrows(IOException.class, () -> blobs.put(breaking));

        assertEquals(0, files());
    }

    @Test
    void clearsWhatACrashLeft() throws IOException {
        Files.writeString(temp.resolve("incoming/half"), "hal");

        open();

        assertEquals(0, files());
    }

    @Test
    void deletesWhatNobodyPutAgain() throws IOException {
        String old = blobs.put("old".getBytes(UTF_8)).id();
        String again = blobs.put("again".getBytes(UTF_8)).id();
        Instant longAgo = Instant.now().minus(Duration.ofDays(1));
        for (String id : List.of(old, again)) {
            Files.setLastModifiedTime(blobs.path(id).orElseThrow(), FileTime.from(longAgo));
        }
        Instant cutoff = Instant.now().minus(Duration.ofHours(1));
        List<String> candidates = blobs.putBefore(cutoff);
        blobs.put("again".getBytes(UTF_8));

        for (String id : candidates) {
            blobs.delete(id, cutoff);
        }

        assertEquals(2, candidates.size());
        assertTrue(blobs.path(old).isEmpty());
        assertTrue(blobs.path(again).isPresent());
    }

    private static final class BrokenStream extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("gone");
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return read();
        }
    }

    private long files() throws IOException {
        try (Stream<Path> all = Files.walk(temp)) {
            return all.filter(Files::isRegularFile).count();
        }
    }
}
