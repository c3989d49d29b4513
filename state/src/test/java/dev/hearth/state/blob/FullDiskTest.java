package dev.hearth.state.blob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.foundation.testing.SmallDisk;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FullDiskTest {
    private static final int MEGABYTE = 1024 * 1024;

    @TempDir private Path temp;

    @Test
    void refusesWhatTheDiskCannotHoldAndLeavesNothing() throws Exception {
        Path mountPoint = temp.resolve("disk");
        try (SmallDisk _ = new SmallDisk(mountPoint, 40)) {
            Path folder = mountPoint.resolve("blobs");
            BlobStore blobs = BlobStore.open(folder, Clock.system(), Entropy.system());
            blobs.put(new byte[4 * MEGABYTE]);

            NoRoomException known =
                    assertThrows(NoRoomException.class, () -> blobs.put(new byte[8 * MEGABYTE]));
            NoRoomException met =
                    assertThrows(
                            NoRoomException.class,
                            () -> blobs.put(new ByteArrayInputStream(new byte[50 * MEGABYTE])));

            assertTrue(String.valueOf(known.getMessage()).contains(folder + " is full"));
            assertTrue(String.valueOf(met.getMessage()).contains(folder + " is full"));
            try (Stream<Path> all = Files.walk(folder)) {
                assertEquals(1, all.filter(Files::isRegularFile).count());
            }
        }
    }
}
