package dev.hearth.worker.sandbox.namespace;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.worker.EnvironmentId;
import dev.hearth.worker.TestWorker.Spec;
import dev.hearth.worker.environment.EnvironmentLifecycleContract;
import dev.hearth.worker.network.LoopbackSlots;
import dev.hearth.worker.sandbox.SandboxBackend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class NamespaceLifecycleTest extends EnvironmentLifecycleContract {
    private final LoopbackSlots networks = new LoopbackSlots(2).start();

    @Override
    protected SandboxBackend backend(Path run) throws IOException {
        return NamespaceBackend.open(Objects.requireNonNull(run.getParent()), networks, 1);
    }

    @AfterEach
    void closeNetworks() {
        networks.close();
    }

    @Test
    void initIsNotSlowedDownAndWhatComesAfterGetsItsShare() {
        EnvironmentId id =
                worker().start(
                                Spec.python(
                                                """
                                                import os, time
                                                def speed():
                                                    start, used = time.monotonic(), time.process_time()
                                                    while time.monotonic() - start < 0.5: pass
                                                    return (time.process_time() - used) / 0.5
                                                init = speed()
                                                def handler(event, context):
                                                    if event == 'crash': os._exit(1)
                                                    return f'{init:.3f} {speed():.3f}'
                                                """)
                                        .memory(128));
        double[] first = speeds(worker().invoke(id).text());
        // 128 MB come with 7% of a processor; others on this machine may want theirs as well.
        assertTrue(first[0] > 0.25, "Init got " + first[0]);
        assertTrue(first[1] < 0.15, "the invoke got " + first[1]);
        worker().invoke(id, "\"crash\"");
        double[] again = speeds(worker().invoke(id).text());
        assertTrue(again[0] < 0.15, "the Init inside an invoke got " + again[0]);
        assertTrue(again[1] < 0.15, "the invoke got " + again[1]);
    }

    private static double[] speeds(String answer) {
        return Arrays.stream(answer.replace("\"", "").split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
