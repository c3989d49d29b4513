package dev.hearth.worker.sandbox.namespace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.worker.sandbox.ExitStatus;
import dev.hearth.worker.sandbox.RunningProcess;
import dev.hearth.worker.sandbox.Sandbox;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Freezing, draining, ending. */
final class SandboxStateTest extends AttackTest {
    private static final String COUNTER =
            """
            import sys, time
            n = 0
            while True:
                n += 1
                print(n, flush=True)
                time.sleep(0.005)
            """;

    @Test
    void aFrozenSandboxDoesNothingAndGoesOnWhenThawed() throws Exception {
        try (Sandbox sandbox = host.backend.create(host.spec("freeze", Host.UID, COUNTER))) {
            Host.Output output = new Host.Output();
            RunningProcess process = sandbox.start(Host.python(output));
            host.awaitOutput(process, output, "5");
            sandbox.freeze();
            Thread.sleep(50);
            process.drainOutput();
            String before = output.text();
            Thread.sleep(100);
            process.drainOutput();
            assertEquals(before, output.text());
            sandbox.thaw();
            String next = "\n" + (before.lines().count() + 5) + "\n";
            host.awaitOutput(process, output, next);
        }
    }

    @Test
    void aFrozenSandboxCanBeKilledAndStartedAgain() throws Exception {
        try (Sandbox sandbox = host.backend.create(host.spec("frozen-kill", Host.UID, COUNTER))) {
            Host.Output output = new Host.Output();
            RunningProcess process = sandbox.start(Host.python(output));
            host.awaitOutput(process, output, "1");
            sandbox.freeze();
            sandbox.kill();
            assertEquals(new ExitStatus.Signaled(9), process.exit().get(10, TimeUnit.SECONDS));
            sandbox.freeze();
            Host.Output again = new Host.Output();
            host.awaitOutput(sandbox.start(Host.python(again)), again, "1");
        }
    }

    @Test
    void closingWhileStartingLeavesNothingAndTheGuardAtWork() throws Exception {
        for (int i = 0; i < 20; i++) {
            Sandbox sandbox = host.backend.create(host.spec("race", Host.RACE_UID, COUNTER));
            Thread closer = Thread.ofPlatform().start(sandbox::close);
            try {
                sandbox.start(Host.python(new Host.Output()));
            } catch (IOException closedFirst) {
                assertTrue(closedFirst.getMessage() != null);
            }
            closer.join();
            sandbox.close();
        }
        assertEquals(0, HostState.processesOf(Host.RACE_UID));
        String hungry = "import time\nx = bytearray(900 << 20)\ntime.sleep(60)\n";
        try (Sandbox sandbox = host.backend.create(host.spec("hungry", Host.UID, hungry))) {
            RunningProcess process = sandbox.start(Host.python(new Host.Output()));
            assertEquals(new ExitStatus.Signaled(9), process.exit().get(20, TimeUnit.SECONDS));
            assertTrue(sandbox.outOfMemory());
        }
    }

    @Test
    void drainingHandsOverAllThatWasPrintedBefore() throws Exception {
        String script =
                """
                import socket
                for turn in range(50):
                    print('turn', turn, flush=True)
                    with socket.create_connection(('127.0.0.1', 9001)) as told:
                        told.recv(1)
                """;
        try (Sandbox sandbox = host.backend.create(host.spec("drain", Host.UID, script))) {
            Host.Output output = new Host.Output();
            RunningProcess process = sandbox.start(Host.python(output));
            for (int turn = 0; turn < 50; turn++) {
                SocketChannel told = sandbox.runtimeApi().accept();
                process.drainOutput();
                String text = output.text();
                told.close();
                assertTrue(text.endsWith("turn " + turn + "\n"), text);
            }
        }
    }

    @Test
    void terminateIsASignalTheProgramCanHandle() throws Exception {
        String script =
                """
                import os, signal, sys, time
                def bye(*_):
                    # The signal may come while the print below is under way, which is not reentrant.
                    os.write(1, b'bye\\n')
                    sys.exit(3)
                signal.signal(signal.SIGTERM, bye)
                print('up', flush=True)
                time.sleep(60)
                """;
        try (Sandbox sandbox = host.backend.create(host.spec("term", Host.UID, script))) {
            Host.Output output = new Host.Output();
            RunningProcess process = sandbox.start(Host.python(output));
            host.awaitOutput(process, output, "up\n");
            process.terminate();
            assertEquals(new ExitStatus.Exited(3), process.exit().get(10, TimeUnit.SECONDS));
            assertEquals("up\nbye\n", output.text());
            process.terminate();
        }
    }

    @Test
    void peakMemoryIsOfThisStartAlone() throws Exception {
        String script =
                """
                import sys
                if len(sys.argv) > 1:
                    x = bytearray(100 << 20)
                """;
        try (Sandbox sandbox = host.backend.create(host.spec("peak", Host.UID, script))) {
            Host.Output none = new Host.Output();
            sandbox.start(Host.python(none, "big")).exit().get(20, TimeUnit.SECONDS);
            long big = sandbox.peakMemoryBytes();
            assertTrue(big > (100L << 20) && big < (200L << 20), () -> "peak " + big);
            sandbox.kill();
            sandbox.start(Host.python(none)).exit().get(20, TimeUnit.SECONDS);
            long small = sandbox.peakMemoryBytes();
            assertTrue(small > (1 << 20) && small < (60L << 20), () -> "peak " + small);
            assertFalse(sandbox.outOfMemory());
        }
    }

    @Test
    void aClosedStandardOutputIsNotAnEnd() throws Exception {
        String script =
                """
                import os, time
                os.write(1, b'last words')
                os.close(1)
                os.close(2)
                time.sleep(0.2)
                os._exit(4)
                """;
        try (Sandbox sandbox = host.backend.create(host.spec("mute", Host.UID, script))) {
            Host.Output output = new Host.Output();
            RunningProcess process = sandbox.start(Host.python(output));
            assertEquals(new ExitStatus.Exited(4), process.exit().get(20, TimeUnit.SECONDS));
            assertEquals("last words", output.text());
            process.drainOutput();
        }
    }
}
