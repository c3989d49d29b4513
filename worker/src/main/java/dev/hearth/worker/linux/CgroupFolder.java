package dev.hearth.worker.linux;

import dev.hearth.foundation.time.Pause;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The end of a group: its processes killed, its folder removed. */
final class CgroupFolder {
    private static final int ROUNDS = 500;
    private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(10);
    private static final long KILL = Syscalls.number("kill");

    private CgroupFolder() {}

    /** The groups in a group. */
    static List<String> children(Path group) throws KernelException {
        List<String> names = new ArrayList<>();
        if (Files.exists(group)) {
            try (DirectoryStream<Path> folders =
                    Files.newDirectoryStream(group, Files::isDirectory)) {
                folders.forEach(folder -> names.add(folder.getFileName().toString()));
            } catch (IOException e) {
                throw new KernelException("list " + group, Errno.EIO.number());
            }
        }
        return names;
    }

    /** Whether a group of the pids controller, or of version 2, has been given its limits. */
    static boolean limited(Path group) throws KernelException {
        Path limit = group.resolve("pids.max");
        return Files.exists(limit) && !ControlFiles.read(limit.toString()).equals("max");
    }

    /** Kills round after round, since a process may fork while we read the list. */
    static void killAll(Path group) throws KernelException {
        for (int round = 0; round < ROUNDS; round++) {
            List<String> pids = pids(group);
            if (pids.isEmpty()) {
                return;
            }
            for (String pid : pids) {
                Libc.syscall(KILL, Long.parseLong(pid), PidFd.KILL, 0, 0, 0, 0);
            }
            // The kernel lets go in its own time.
            Pause.of(BETWEEN_ROUNDS);
        }
        throw new KernelException("kill all in " + group, Errno.EBUSY.number());
    }

    /** Removes the folder; a process that is ending keeps it busy for a moment. */
    static void remove(Path group) throws KernelException {
        for (int round = 0; round < ROUNDS; round++) {
            try {
                ControlFiles.removeFolder(group.toString());
                return;
            } catch (KernelException e) {
                if (!e.is(Errno.EBUSY)) {
                    throw e;
                }
            }
            // The kernel lets go in its own time.
            Pause.of(BETWEEN_ROUNDS);
        }
        ControlFiles.removeFolder(group.toString());
    }

    private static List<String> pids(Path group) throws KernelException {
        try {
            return Files.readAllLines(group.resolve("cgroup.procs"));
        } catch (IOException e) {
            throw new KernelException("read cgroup.procs of " + group, Errno.EIO.number());
        }
    }
}
