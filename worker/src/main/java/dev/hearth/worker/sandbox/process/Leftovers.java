package dev.hearth.worker.sandbox.process;

import dev.hearth.worker.files.Folders;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a server that was killed left running. Each environment's folder notes the process that was
 * started in it and when, so that a later server ends that process and not one that was given its
 * number since; what that process had started is known by its Runtime API address.
 */
final class Leftovers {
    private static final String NOTE = "process";

    private Leftovers() {}

    static void note(Path folder, ProcessHandle process, InetSocketAddress runtimeApi)
            throws IOException {
        Optional<Instant> started = process.info().startInstant();
        Files.write(
                folder.resolve(NOTE),
                List.of(
                        Long.toString(process.pid()),
                        Long.toString(started.map(Instant::toEpochMilli).orElse(0L)),
                        runtimeApi.getHostString() + ":" + runtimeApi.getPort()));
    }

    /**
     * @return how many environments' folders there were
     */
    static int end(Path run, Launcher launcher) throws IOException {
        if (!Files.isDirectory(run)) {
            return 0;
        }
        int environments = 0;
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(run)) {
            for (Path folder : folders) {
                Path note = folder.resolve(NOTE);
                if (Files.isRegularFile(note)) {
                    endNoted(Files.readAllLines(note), launcher);
                }
                Folders.delete(folder);
                environments++;
            }
        }
        return environments;
    }

    private static void endNoted(List<String> note, Launcher launcher) {
        if (note.size() < 3) {
            return;
        }
        long started = Long.parseLong(note.get(1));
        ProcessHandle.of(Long.parseLong(note.get(0)))
                .filter(process -> startedAt(process) == started)
                .ifPresent(launcher::killTree);
        ProcessHandle.allProcesses()
                .filter(process -> startedAt(process) >= started)
                .filter(process -> carries(process, "AWS_LAMBDA_RUNTIME_API=" + note.get(2)))
                .forEach(ProcessHandle::destroyForcibly);
    }

    private static long startedAt(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(-1L);
    }

    /** Whether a process was given that variable; false for processes we may not look at. */
    private static boolean carries(ProcessHandle process, String variable) {
        try {
            String all =
                    Files.readString(
                            Path.of("/proc/" + process.pid() + "/environ"),
                            java.nio.charset.StandardCharsets.ISO_8859_1);
            return List.of(all.split("\0")).contains(variable);
        } catch (IOException notOurs) {
            return false;
        }
    }
}
