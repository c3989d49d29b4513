package dev.hearth.worker.sandbox.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.worker.EnvironmentId;
import dev.hearth.worker.sandbox.ExitStatus;
import dev.hearth.worker.sandbox.OutputSink;
import dev.hearth.worker.sandbox.ProcessSpec;
import dev.hearth.worker.sandbox.RunningProcess;
import dev.hearth.worker.sandbox.Sandbox;
import dev.hearth.worker.sandbox.SandboxSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessBackendTest {
    private static final int UID = 61_235;

    @TempDir private Path folder;
    private ProcessBackend backend;
    private final Printed printed = new Printed();

    /** What the processes have printed so far. */
    private static final class Printed implements OutputSink {
        private final StringBuilder text = new StringBuilder();

        @Override
        public synchronized void accept(ByteBuffer bytes) {
            text.append(StandardCharsets.UTF_8.decode(bytes));
        }

        synchronized void clear() {
            text.setLength(0);
        }

        @Override
        public synchronized String toString() {
            return text.toString();
        }
    }

    @BeforeEach
    void open() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        backend = new ProcessBackend(folder.resolve("run"));
    }

    @AfterEach
    void close() {
        backend.close();
    }

    private Sandbox create(String id, int uid) throws IOException {
        return backend.create(
                new SandboxSpec(
                        new EnvironmentId(id),
                        uid,
                        folder,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        128,
                        0.1,
                        512,
                        1024,
                        1024));
    }

    private RunningProcess shell(Sandbox sandbox, String script) throws IOException {
        return sandbox.start(
                new ProcessSpec(
                        List.of("/bin/sh", "-c", script),
                        Map.of(
                                "PATH",
                                "/usr/bin:/bin",
                                "AWS_LAMBDA_RUNTIME_API",
                                "127.0.0.1:" + sandbox.runtimeApiAddress().getPort()),
                        folder.toString(),
                        printed));
    }

    private static ExitStatus exit(RunningProcess process) throws Exception {
        return process.exit().get(30, TimeUnit.SECONDS);
    }

    private String printedUntil(String text) throws InterruptedException {
        for (int i = 0; i < 3000 && !printed.toString().contains(text); i++) {
            Thread.sleep(10);
        }
        return printed.toString();
    }

    @Test
    void tellsHowAProcessEndedAfterItsLastWord() throws Exception {
        try (Sandbox sandbox = create("env-a", UID)) {
            assertEquals(
                    new ExitStatus.Exited(7),
                    exit(shell(sandbox, "printf out; printf err >&2; exit 7")));
            assertEquals("outerr", printed.toString());
            assertEquals(new ExitStatus.Signaled(9), exit(shell(sandbox, "kill -9 $$")));
        }
    }

    @Test
    void runsAsTheFunctionsUserWithoutAWayBack() throws Exception {
        try (Sandbox sandbox = create("env-b", UID)) {
            exit(
                    shell(
                            sandbox,
                            "id -u; id -G; grep -E 'NoNewPrivs|CapBnd' /proc/self/status; echo $TMPDIR; touch $TMPDIR/x && echo ok"));
            assertTrue(
                    printed.toString()
                            .startsWith(
                                    "61235\n61235\nCapBnd:\t0000000000000000\nNoNewPrivs:\t1\n"),
                    printed.toString());
            assertTrue(printed.toString().endsWith("ok\n"), printed.toString());
        }
        Sandbox root = create("env-root", 0);
        assertThrows(IOException.class, () -> shell(root, "id -u"), "never as root");
        root.close();
    }

    @Test
    void killingEndsTheWholeTreeAndKeepsTmp() throws Exception {
        try (Sandbox sandbox = create("env-c", UID)) {
            shell(
                    sandbox,
                    "touch $TMPDIR/kept; sleep 1000 & echo $!; (sleep 1000 & echo $!) ; echo up; wait");
            List<Long> pids = printedUntil("up").lines().limit(2).map(Long::parseLong).toList();
            assertTrue(pids.stream().allMatch(ProcessBackendTest::alive));
            sandbox.kill();
            for (long pid : pids) {
                awaitGone(pid);
            }
            printed.clear();
            exit(shell(sandbox, "ls $TMPDIR"));
            assertEquals("kept\n", printed.toString());
        }
        assertFalse(Files.exists(folder.resolve("run/env-c")));
    }

    @Test
    void sweepEndsWhatAKilledServerLeft() throws Exception {
        Sandbox left = create("env-d", UID);
        shell(left, "sleep 1000 & echo $!; setsid sleep 1000 & echo $!; echo up; wait");
        List<Long> pids = printedUntil("up").lines().limit(2).map(Long::parseLong).toList();
        ProcessBackend next = new ProcessBackend(folder.resolve("run"));
        assertEquals(1, next.sweep());
        for (long pid : pids) {
            awaitGone(pid);
        }
        assertEquals(0, next.sweep());
        next.close();
    }

    @Test
    void drainingHandsOverAllThatWasPrintedBefore() throws Exception {
        try (Sandbox sandbox = create("env-e", UID)) {
            Path done = Files.createDirectory(folder.resolve("done"));
            Files.setPosixFilePermissions(done, PosixFilePermissions.fromString("rwxrwxrwx"));
            RunningProcess process =
                    shell(
                            sandbox,
                            "head -c 60000 /dev/zero | tr '\\0' z; touch "
                                    + done
                                    + "/yes; sleep 1000");
            while (!Files.exists(done.resolve("yes"))) {
                Thread.sleep(5);
            }
            process.drainOutput();
            assertEquals(60_000, printed.toString().length());
        }
    }

    /** A zombie that init has not taken yet is dead enough. */
    private static boolean alive(long pid) {
        try {
            return !Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") Z ");
        } catch (IOException gone) {
            return false;
        }
    }

    private static void awaitGone(long pid) throws InterruptedException {
        for (int i = 0; i < 1000 && alive(pid); i++) {
            Thread.sleep(10);
        }
        assertFalse(alive(pid), "process " + pid + " is still there");
    }
}
