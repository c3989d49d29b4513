package dev.hearth.worker.sandbox.namespace;

import dev.hearth.worker.linux.Fd;
import dev.hearth.worker.linux.Mounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What is covered in a sandbox's /proc. File permissions keep its user from all of it already; this
 * is the second lock, on the same doors that the container engines lock.
 *
 * @param readOnly stay readable
 * @param emptyFiles read as nothing
 * @param emptyFolders hold nothing
 */
record ProcMasks(List<String> readOnly, List<String> emptyFiles, List<String> emptyFolders) {
    private static final List<String> READ_ONLY =
            List.of("/proc/sys", "/proc/bus", "/proc/fs", "/proc/irq", "/proc/sysrq-trigger");
    private static final List<String> EMPTY_FILES =
            List.of(
                    "/proc/kcore",
                    "/proc/keys",
                    "/proc/key-users",
                    "/proc/timer_list",
                    "/proc/latency_stats",
                    "/proc/sched_debug",
                    "/proc/interrupts",
                    "/proc/kallsyms");
    private static final List<String> EMPTY_FOLDERS =
            List.of("/proc/acpi", "/proc/asound", "/proc/scsi", "/proc/pressure");

    /** Those that this kernel has. */
    static ProcMasks ofHost() {
        return new ProcMasks(existing(READ_ONLY), existing(EMPTY_FILES), existing(EMPTY_FOLDERS));
    }

    private static List<String> existing(List<String> paths) {
        return paths.stream().filter(path -> Files.exists(Path.of(path))).toList();
    }

    /** Covers all of it in the calling thread's mount namespace. */
    void apply() throws IOException {
        for (String path : readOnly) {
            cover(path, path, Mounts.READ_ONLY);
        }
        for (String path : emptyFiles) {
            cover("/dev/null", path, 0);
        }
        for (String path : emptyFolders) {
            cover(RootTemplate.NOTHING, path, Mounts.READ_ONLY);
        }
    }

    private static void cover(String with, String path, int flags) throws IOException {
        try (Fd mount = Mounts.copy(with)) {
            Mounts.restrict(mount, flags);
            Mounts.attach(mount, path);
        }
    }
}
