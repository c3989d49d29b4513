package dev.hearth.worker.sandbox.namespace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.worker.linux.Errno;
import dev.hearth.worker.linux.KernelException;
import dev.hearth.worker.sandbox.ExitStatus;
import dev.hearth.worker.sandbox.ProcessSpec;
import dev.hearth.worker.sandbox.RunningProcess;
import dev.hearth.worker.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program finds in a sandbox, and what the server learns of it. */
final class NamespaceSandboxTest {
    @TempDir static Path data;
    private static Host host;

    @BeforeAll
    static void open() throws Exception {
        host = new Host(data);
    }

    @AfterAll
    static void close() {
        host.close();
    }

    @Test
    void aProgramRunsAsTheFunctionsUserWithOutputAndExitCode() throws Exception {
        Host.Ran ran =
                host.runOnce(
                        "user",
                        """
                        import os, pwd, sys
                        print(os.getuid(), os.getgid(), os.getgroups(), pwd.getpwuid(os.getuid()).pw_name)
                        print('to stderr', file=sys.stderr, flush=True)
                        sys.exit(7)
                        """);
        assertEquals(new ExitStatus.Exited(7), ran.exit());
        assertTrue(ran.output().contains("20051 20051 [] sbx_user1051\n"), ran.output());
        assertTrue(ran.output().contains("to stderr\n"), ran.output());
    }

    @Test
    void aSignalIsToldAsASignal() throws Exception {
        Host.Ran ran = host.runOnce("signal", "import os\nos.kill(os.getpid(), 11)\n");
        assertEquals(new ExitStatus.Signaled(11), ran.exit());
    }

    @Test
    void tmpOutlivesTheProcessesAndNothingElseDoes() throws Exception {
        String script =
                """
                import os, sys, time
                print(sorted(os.listdir('/tmp')))
                open('/tmp/kept', 'w').write('x')
                if len(sys.argv) > 1: time.sleep(60)
                """;
        try (Sandbox sandbox = host.backend.create(host.spec("tmp", Host.UID, script))) {
            assertEquals("[]\n", Host.run(sandbox).output());
            assertEquals("['kept']\n", Host.run(sandbox).output());
            Host.Output output = new Host.Output();
            RunningProcess process = sandbox.start(Host.python(output, "wait"));
            sandbox.kill();
            assertEquals(new ExitStatus.Signaled(9), process.exit().get(10, TimeUnit.SECONDS));
            assertEquals("['kept']\n", Host.run(sandbox).output());
        }
    }

    @Test
    void aProgramThatIsNotThereIsTheKernelsRefusal() throws Exception {
        try (Sandbox sandbox = host.backend.create(host.spec("absent", Host.UID, ""))) {
            ProcessSpec absent =
                    new ProcessSpec(List.of("/no/such"), Map.of(), "/var/task", bytes -> {});
            KernelException refusal =
                    assertThrows(KernelException.class, () -> sandbox.start(absent));
            assertTrue(refusal.is(Errno.ENOENT), refusal::toString);
            assertEquals(new ExitStatus.Exited(0), Host.run(sandbox).exit());
        }
    }
}
