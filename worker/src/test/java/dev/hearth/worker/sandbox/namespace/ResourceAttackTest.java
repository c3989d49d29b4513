package dev.hearth.worker.sandbox.namespace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.worker.sandbox.ExitStatus;
import dev.hearth.worker.sandbox.RunningProcess;
import dev.hearth.worker.sandbox.Sandbox;
import dev.hearth.worker.sandbox.SandboxSpec;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Against the host's memory, processes, files and patience. */
final class ResourceAttackTest extends AttackTest {
    private static final ExitStatus KILLED = new ExitStatus.Signaled(9);
    private static final int PATIENCE_SECONDS = 60;
    private static final long MB = 1 << 20;

    @Test
    void aForkBombRunsIntoItsLimitAndGoesAtOnce() throws Exception {
        String bomb =
                """
                import os, errno, sys, threading, time
                born = 0
                try:
                    while True:
                        if os.fork() == 0:
                            time.sleep(600)
                        born += 1
                except OSError as e:
                    print(errno.errorcode[e.errno], born, flush=True)
                try:
                    threading.Thread(target=lambda: None).start()
                except RuntimeError:
                    print('no thread either', flush=True)
                time.sleep(600)
                """;
        try (Sandbox sandbox = host.backend.create(host.spec("fork", Host.UID, bomb))) {
            Host.Output output = new Host.Output();
            RunningProcess process = sandbox.start(Host.python(output));
            host.awaitOutput(process, output, "either");
            assertEquals("EAGAIN 127\nno thread either\n", output.text());
            sandbox.kill();
            assertEquals(KILLED, process.exit().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            assertEquals(0, HostState.processesOf(Host.UID));
        }
    }

    @Test
    void aMemoryBombIsKilledAndToldApart() throws Exception {
        assertOutOfMemory("heap", "import time\nx = bytearray(900 << 20)\ntime.sleep(60)\n");
    }

    @Test
    void aSlowMemoryBombIsKilledToo() throws Exception {
        assertOutOfMemory(
                "slow",
                """
                import time
                kept = []
                while True:
                    kept.append(bytearray(1 << 20))
                    time.sleep(0.001)
                """);
    }

    @Test
    void memoryFilesCountAsMemory() throws Exception {
        assertOutOfMemory(
                "memfd",
                """
                import os
                fd = os.memfd_create('x')
                while True:
                    os.write(fd, bytes(1 << 20))
                """);
    }

    @Test
    void memoryOfAChildCountsToo() throws Exception {
        assertOutOfMemory(
                "child",
                """
                import os, time
                if os.fork() == 0:
                    x = bytearray(900 << 20)
                time.sleep(60)
                """);
    }

    private static void assertOutOfMemory(String name, String script) throws Exception {
        SandboxSpec spec = host.spec(name, Host.UID, script);
        try (Sandbox sandbox = host.backend.create(spec)) {
            RunningProcess process = sandbox.start(Host.python(new Host.Output()));
            assertEquals(KILLED, process.exit().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            assertTrue(sandbox.outOfMemory());
            assertEquals(spec.memoryMb() * MB, sandbox.peakMemoryBytes());
            sandbox.kill();
        }
    }

    @Test
    void aFullTmpIsAnErrorAndNotADeath() throws Exception {
        // 160 MB of /tmp beside 128 MB of memory: the one must not count as the other.
        SandboxSpec spec =
                host.spec(
                        "full",
                        Host.UID,
                        """
                        from attack import *
                        def fill():
                            with open('/tmp/big', 'wb') as file:
                                while True:
                                    file.write(bytes(1 << 20))
                        tell('fill', tried(fill))
                        tell('size', os.path.getsize('/tmp/big') >> 20)
                        def litter():
                            for i in range(100000):
                                open('/tmp/%d' % i, 'w').close()
                        os.unlink('/tmp/big')
                        tell('litter', tried(litter))
                        """);
        SandboxSpec big = Host.with(spec, 128, 160);
        try (Sandbox sandbox = host.backend.create(big)) {
            Host.Output output = new Host.Output();
            RunningProcess process = sandbox.start(Host.python(output));
            assertEquals(
                    new ExitStatus.Exited(0),
                    process.exit().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            assertEquals("fill ENOSPC\nsize 160\nlitter ENOSPC\n", output.text());
            assertFalse(sandbox.outOfMemory());
        }
    }

    @Test
    void descriptorsRunOut() throws Exception {
        host.attack(
                "files",
                """
                import resource
                def hoard():
                    kept = []
                    while True:
                        kept.append(os.open('/dev/null', os.O_RDONLY))
                        global highest
                        highest = kept[-1]
                tell('hoard', tried(hoard))
                tell('highest', highest)
                def raise_limit():
                    try:
                        resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))
                    except ValueError:
                        raise PermissionError(errno.EPERM, 'refused')
                tell('raise', tried(raise_limit))
                """,
                """
                hoard EMFILE
                highest 1023
                raise EPERM
                """);
    }

    @Test
    void aFloodOfOutputIsReadToItsEndInOrder() throws Exception {
        String flood =
                """
                import os
                block = b'x' * 65536
                for _ in range(1600):
                    os.write(1, block)
                """;
        AtomicLong bytes = new AtomicLong();
        try (Sandbox sandbox = host.backend.create(host.spec("flood", Host.UID, flood))) {
            RunningProcess process =
                    sandbox.start(
                            Host.python((ByteBuffer more) -> bytes.addAndGet(more.remaining())));
            assertEquals(
                    new ExitStatus.Exited(0),
                    process.exit().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            assertEquals(1600 * 65536, bytes.get());
        }
    }

    @Test
    void aBusyLoopGetsItsShareOfTheProcessorsOnly() throws Exception {
        String loop =
                """
                import time
                start, used = time.monotonic(), time.process_time()
                while time.monotonic() - start < 1:
                    pass
                print(time.process_time() - used < 0.35)
                """;
        SandboxSpec quarter = Host.withCpus(host.spec("loop", Host.UID, loop), 0.25);
        try (Sandbox sandbox = host.backend.create(quarter)) {
            assertEquals("True\n", Host.run(sandbox).output());
        }
    }
}
