package dev.hearth.control;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.foundation.testing.SimulatedTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;

final class BlobCollectionTest {
    private static final Duration TURN = Duration.ofMinutes(10);

    @TempDir private Path folder;
    private final SimulatedTime time = new SimulatedTime(Instant.parse("2026-01-01T00:00:00Z"));
    private ControlRig rig;

    @BeforeEach
    void open() throws IOException {
        rig = ControlRig.open(folder, ControlConfig.DEFAULT, time, time);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void removesCodeThatNoFunctionUsesAfterAWhile() throws InterruptedException {
        rig.lambda.createFunction(ControlRig.function("f").publish(true).build());
        String first = code("f");
        update("v2");
        String second = code("f");
        update("v3");
        String third = code("f");

        turns(3);
        assertTrue(rig.blobs.path(second).isPresent(), "removed while it could still be in use");
        turns(4);

        assertFalse(rig.blobs.path(second).isPresent());
        assertTrue(rig.blobs.path(first).isPresent(), "a version still runs it");
        assertTrue(rig.blobs.path(third).isPresent());
        rig.lambda.deleteFunction(r -> r.functionName("f"));
        turns(7);
        assertFalse(rig.blobs.path(first).isPresent());
        assertFalse(rig.blobs.path(third).isPresent());
    }

    private String code(String name) {
        return rig.control.resolve(ControlRig.ref(name)).config().code();
    }

    private void update(String content) {
        rig.lambda.updateFunctionCode(
                r -> r.functionName("f").zipFile(SdkBytes.fromByteArray(ControlRig.zip(content))));
    }

    /** Lets time pass turn by turn; each turn asks for the next one when it is done. */
    private void turns(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            await(() -> time.pending() == 1);
            time.advance(TURN);
        }
        await(() -> time.pending() == 1);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "nothing happened in time");
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
