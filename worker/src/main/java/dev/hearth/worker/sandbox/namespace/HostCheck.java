package dev.hearth.worker.sandbox.namespace;

import dev.hearth.worker.linux.CgroupMounts;
import dev.hearth.worker.linux.Credentials;
import dev.hearth.worker.linux.Seccomp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether this host can carry the backend. */
final class HostCheck {
    private static final List<String> NAMESPACES =
            List.of("mnt", "pid", "net", "ipc", "uts", "cgroup");
    private static final int OLDEST_MAJOR = 5;
    private static final int OLDEST_MINOR = 12;

    private HostCheck() {}

    /** What is missing, in words for people; empty when sandboxes can be made here. */
    static List<String> missing() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return List.of("Linux: namespaces and control groups are its own");
        }
        List<String> missing = new ArrayList<>();
        if (tooOld(System.getProperty("os.version"))) {
            missing.add("Linux 5.12 or newer: this is " + System.getProperty("os.version"));
        }
        if (!Credentials.root()) {
            missing.add("root: start the server with sudo");
        }
        for (String kind : NAMESPACES) {
            if (!Files.exists(Path.of("/proc/self/ns", kind))) {
                missing.add("a kernel with " + kind + " namespaces");
            }
        }
        if (!Seccomp.available()) {
            missing.add("a kernel with seccomp filters (CONFIG_SECCOMP_FILTER)");
        }
        missing.addAll(missingControllers());
        return List.copyOf(missing);
    }

    private static boolean tooOld(String version) {
        String[] parts = version.split("[^0-9]+", 3);
        int major = Integer.parseInt(parts[0]);
        return major < OLDEST_MAJOR
                || (major == OLDEST_MAJOR && Integer.parseInt(parts[1]) < OLDEST_MINOR);
    }

    private static List<String> missingControllers() {
        try {
            return CgroupMounts.ofHost().missing().stream()
                    .map(c ->
                            "the control group controller " + c + ", mounted below /sys/fs/cgroup")
                    .toList();
        } catch (IOException e) {
            return List.of("readable control groups: " + e.getMessage());
        }
    }
}
