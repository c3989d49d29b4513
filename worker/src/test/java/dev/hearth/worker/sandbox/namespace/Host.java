package dev.hearth.worker.sandbox.namespace;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.api.worker.EnvironmentId;
import dev.hearth.worker.network.LoopbackSlots;
import dev.hearth.worker.sandbox.ExitStatus;
import dev.hearth.worker.sandbox.OutputSink;
import dev.hearth.worker.sandbox.ProcessSpec;
import dev.hearth.worker.sandbox.RunningProcess;
import dev.hearth.worker.sandbox.Sandbox;
import dev.hearth.worker.sandbox.SandboxSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real backend on this machine, and scripts to run in its sandboxes. */
final class Host implements AutoCloseable {
    static final int UID = 20_051;
    static final int DOOMED_UID = 20_052;
    static final int LEAK_UID = 20_053;
    static final int RACE_UID = 20_054;
    private static final int PATIENCE_SECONDS = 60;

    final Path data;
    final NamespaceBackend backend;
    private final LoopbackSlots networks = new LoopbackSlots(2).start();

    Host(Path data) throws IOException {
        this.data = data;
        requireRoot();
        backend = NamespaceBackend.open(data, networks, 1);
    }

    /** These tests are what stands between a stranger's code and the host: never skipped. */
    private static void requireRoot() {
        List<String> missing = HostCheck.missing();
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    "the sandbox tests must run as root on Linux: " + missing);
        }
    }

    /** What a process left. */
    record Ran(ExitStatus exit, String output) {}

    /** Collects what a process prints. */
    static final class Output {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        synchronized void accept(ByteBuffer more) {
            byte[] copy = new byte[more.remaining()];
            more.get(copy);
            bytes.writeBytes(copy);
        }

        synchronized String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }

    /** With this as /var/task/main.py. */
    SandboxSpec spec(String name, int uid, String script) throws IOException {
        Path task = Files.createDirectories(data.resolve("code").resolve(name));
        Files.writeString(task.resolve("main.py"), script);
        copyResource("attack.py", task);
        copyResource("/dev/hearth/worker/linux/syscalls.txt", task);
        Files.setPosixFilePermissions(task, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new SandboxSpec(
                new EnvironmentId(name),
                uid,
                task,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                256,
                1.0,
                32,
                128,
                1024);
    }

    private static void copyResource(String name, Path folder) throws IOException {
        try (InputStream in = Host.class.getResourceAsStream(name)) {
            Path file = folder.resolve(name.substring(name.lastIndexOf('/') + 1));
            Files.copy(Objects.requireNonNull(in, name), file, REPLACE_EXISTING);
        }
    }

    /**
     * Runs attacks in a sandbox of their own.
     *
     * @param expected the lines they must print: each attack's name and the errno it gets
     */
    void attack(String name, String script, String expected) throws Exception {
        Ran ran = runOnce(name, "from attack import *\n" + script);
        assertEquals(expected, ran.output());
        assertEquals(new ExitStatus.Exited(0), ran.exit());
    }

    static SandboxSpec with(SandboxSpec spec, int memoryMb, int tmpMb) {
        return new SandboxSpec(
                spec.id(),
                spec.hostUid(),
                spec.task(),
                spec.runtime(),
                spec.language(),
                spec.layers(),
                memoryMb,
                spec.cpus(),
                tmpMb,
                spec.pids(),
                spec.files());
    }

    static SandboxSpec withCpus(SandboxSpec spec, double cpus) {
        return new SandboxSpec(
                spec.id(),
                spec.hostUid(),
                spec.task(),
                spec.runtime(),
                spec.language(),
                spec.layers(),
                spec.memoryMb(),
                cpus,
                spec.tmpMb(),
                spec.pids(),
                spec.files());
    }

    static ProcessSpec python(Output output, String... arguments) {
        return python(output::accept, arguments);
    }

    static ProcessSpec python(OutputSink output, String... arguments) {
        List<String> command = new ArrayList<>(List.of("/usr/bin/python3", "/var/task/main.py"));
        command.addAll(List.of(arguments));
        return new ProcessSpec(command, Map.of("PATH", "/usr/bin:/bin"), "/var/task", output);
    }

    /** Waits until this has been printed. */
    void awaitOutput(RunningProcess process, Output output, String wanted) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!output.text().contains(wanted)) {
            if (System.nanoTime() > deadline || process.exit().isDone()) {
                throw new AssertionError("no '" + wanted + "' in: " + output.text());
            }
            Thread.sleep(5);
        }
    }

    static Ran run(Sandbox sandbox, String... arguments) throws Exception {
        Output output = new Output();
        RunningProcess process = sandbox.start(python(output, arguments));
        ExitStatus exit = process.exit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        sandbox.kill();
        return new Ran(exit, output.text());
    }

    /** In a sandbox of its own. */
    Ran runOnce(String name, String script) throws Exception {
        try (Sandbox sandbox = backend.create(spec(name, UID, script))) {
            return run(sandbox);
        }
    }

    @Override
    public void close() {
        backend.close();
        networks.close();
    }
}
