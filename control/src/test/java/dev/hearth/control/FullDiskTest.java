package dev.hearth.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.foundation.testing.SmallDisk;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.model.LambdaException;

final class FullDiskTest {
    private static final int MEGABYTE = 1024 * 1024;

    @TempDir private Path temp;

    @Test
    void nothingIsChangedWhileTheDiskIsFullAndAllGoesOnAfterwards() throws Exception {
        Path mountPoint = temp.resolve("disk");
        try (SmallDisk _ = new SmallDisk(mountPoint, 64);
                ControlRig rig = ControlRig.open(mountPoint.resolve("data"))) {
            rig.lambda.createFunction(ControlRig.function("f").build());

            Path filler = fill(mountPoint, 24);
            refused(() -> rig.lambda.createFunction(ControlRig.function("g").build()));
            rig.lambda.updateFunctionConfiguration(r -> r.functionName("f").timeout(4));
            Files.delete(filler);
            filler = fill(mountPoint, 4);
            refused(() ->
                    rig.lambda.updateFunctionConfiguration(r -> r.functionName("f").timeout(5)));
            refused(() -> rig.lambda.deleteFunction(r -> r.functionName("f")));

            assertEquals(
                    4, rig.lambda.getFunctionConfiguration(r -> r.functionName("f")).timeout());
            assertEquals(1, rig.lambda.listFunctions().functions().size());
            Files.delete(filler);
            rig.lambda.deleteFunction(r -> r.functionName("f"));
            rig.lambda.createFunction(ControlRig.function("g").build());
            assertEquals("g", rig.lambda.listFunctions().functions().getFirst().functionName());
        }
    }

    private static void refused(Executable change) {
        LambdaException refused = assertThrows(LambdaException.class, change);

        assertEquals(503, refused.statusCode());
        String words = refused.awsErrorDetails().errorMessage();
        assertTrue(words.contains("full"), words);
    }

    /** Takes all room but some megabytes. */
    private static Path fill(Path disk, int megabytesLeft) throws IOException {
        Path filler = disk.resolve("filler");
        long free = Files.getFileStore(disk).getUsableSpace();
        byte[] block = new byte[MEGABYTE];
        try (RandomAccessFile file = new RandomAccessFile(filler.toFile(), "rw")) {
            for (long left = free - (long) megabytesLeft * MEGABYTE; left > 0; left -= MEGABYTE) {
                file.write(block, 0, (int) Math.min(left, MEGABYTE));
            }
        }
        return filler;
    }
}
