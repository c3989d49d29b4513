package dev.hearth.worker.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Ends what an earlier server left running in a group. */
final class CgroupProcesses {
    private static final int ROUNDS = 500;
    private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(10);
    private static final long KILL = Syscalls.number("kill");

    private CgroupProcesses() {}

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
            pause();
        }
        throw new KernelException("kill all in " + group, Errno.EBUSY.number());
    }

    private static List<String> pids(Path group) throws KernelException {
        try {
            return Files.readAllLines(group.resolve("cgroup.procs"));
        } catch (IOException e) {
            throw new KernelException("read cgroup.procs of " + group, Errno.EIO.number());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_ROUNDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
