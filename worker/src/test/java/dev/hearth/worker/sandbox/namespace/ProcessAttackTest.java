package dev.hearth.worker.sandbox.namespace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.worker.sandbox.ExitStatus;
import dev.hearth.worker.sandbox.RunningProcess;
import dev.hearth.worker.sandbox.Sandbox;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Against processes: the host's, another sandbox's, and its own process 1. */
final class ProcessAttackTest extends AttackTest {
    @Test
    void noOtherProcessIsSeenOrReached() throws Exception {
        long server = ProcessHandle.current().pid();
        host.attack(
                "processes",
                """
                SERVER = %d
                pids = sorted(int(p) for p in os.listdir('/proc') if p.isdigit())
                tell('seen', pids)
                tell('signal', tried(os.kill, SERVER, 0))
                tell('trace', call('ptrace', 16, SERVER, 0, 0))
                tell('memory', call('process_vm_readv', SERVER, 0, 0, 0, 0, 0))
                tell('descriptors', call('pidfd_getfd', 0, 0, 0))
                tell('root', tried(os.listdir, '/proc/%%d/root' %% SERVER))
                """
                        .formatted(server),
                """
                seen [1, 2]
                signal ESRCH
                trace EPERM
                memory EPERM
                descriptors EPERM
                root ENOENT
                """);
    }

    @Test
    void processOneCannotBeKilledStoppedOrOpened() throws Exception {
        host.attack(
                "init",
                """
                import signal, time
                for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGSTOP, signal.SIGSEGV, signal.SIGRTMAX):
                    os.kill(1, number)
                time.sleep(0.05)
                tell('state', open('/proc/1/stat').read().split()[2])
                tell('memory', tried(read, '/proc/1/mem'))
                tell('environment', tried(read, '/proc/1/environ'))
                tell('descriptors', tried(os.listdir, '/proc/1/fd'))
                tell('program', tried(os.readlink, '/proc/1/exe'))
                tell('root', tried(os.listdir, '/proc/1/root/'))
                tell('maps', tried(read, '/proc/1/maps'))
                tell('trace', call('ptrace', 16, 1, 0, 0))
                tell('overwrite', tried(write, '/var/rapid/init'))
                """,
                """
                state S
                memory EACCES
                environment EACCES
                descriptors EACCES
                program EACCES
                root EACCES
                maps EACCES
                trace EPERM
                overwrite EROFS
                """);
    }

    @Test
    void signalsToAllReachNoOtherSandboxOfTheSameFunction() throws Exception {
        String waiting = "import time\nprint('up', flush=True)\ntime.sleep(60)\n";
        Host.Output output = new Host.Output();
        try (Sandbox neighbour = host.backend.create(host.spec("neighbour", Host.UID, waiting))) {
            RunningProcess process = neighbour.start(Host.python(output));
            host.attack(
                    "broadcast",
                    """
                    tell('everybody', tried(os.kill, -1, 9))
                    """,
                    "everybody ESRCH\n");
            host.awaitOutput(process, output, "up");
            assertTrue(!process.exit().isDone(), "the neighbour was killed");
        }
    }

    @Test
    void aFalseExitStatusCannotBeTold() throws Exception {
        Host.Ran ran =
                host.runOnce(
                        "status",
                        """
                        import os, struct
                        for fd in range(3, 64):
                            try:
                                os.write(fd, struct.pack('ii', 4, 0))
                                print('wrote to', fd)
                            except OSError:
                                pass
                        os._exit(9)
                        """);
        assertEquals("", ran.output());
        assertEquals(new ExitStatus.Exited(9), ran.exit());
    }

    @Test
    void whatTheProgramLeavesBehindDiesWithIt() throws Exception {
        String script =
                """
                import os, sys, time
                if os.fork() == 0:
                    os.setsid()
                    if os.fork() == 0:
                        while os.getppid() != 1:
                            time.sleep(0.01)
                        open('/tmp/orphan', 'w').write('alive')
                        time.sleep(600)
                    os._exit(0)
                os.wait()
                while not os.path.exists('/tmp/orphan'):
                    time.sleep(0.01)
                print(len([p for p in os.listdir('/proc') if p.isdigit()]), flush=True)
                """;
        try (Sandbox sandbox = host.backend.create(host.spec("orphans", Host.UID, script))) {
            Host.Output output = new Host.Output();
            RunningProcess process = sandbox.start(Host.python(output));
            process.exit().get(20, TimeUnit.SECONDS);
            assertEquals("3\n", output.text());
            assertEquals(0, HostState.processesOf(Host.UID));
        }
    }
}
