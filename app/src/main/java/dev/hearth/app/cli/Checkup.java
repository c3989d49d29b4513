package dev.hearth.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What this machine can do, as far as reading {@code /proc} and {@code /sys} tells. */
final class Checkup {
    private static final List<String> CONTROLLERS = List.of("cpu", "memory", "pids");
    private static final List<String> NAMESPACES =
            List.of("mnt", "pid", "net", "ipc", "uts", "cgroup");

    private Checkup() {}

    /** How one thing stands. */
    enum Verdict {
        GOOD,
        /** Hearth runs, but does less. */
        LESS,
        MISSING
    }

    /**
     * @param finding what there is
     * @param advice what to do about it; empty when it is good
     */
    record Finding(String about, Verdict verdict, String finding, String advice) {
        static Finding good(String about, String finding) {
            return new Finding(about, Verdict.GOOD, finding, "");
        }
    }

    static List<Finding> machine() {
        return Stream.of(java(), system(), root(), cgroups(), namespaces()).toList();
    }

    private static Finding java() {
        return Finding.good("java", Runtime.version() + " in " + System.getProperty("java.home"));
    }

    private static Finding system() {
        String name =
                System.getProperty("os.name")
                        + " "
                        + System.getProperty("os.version")
                        + ", "
                        + System.getProperty("os.arch");
        return isLinux()
                ? Finding.good("system", name)
                : new Finding(
                        "system",
                        Verdict.LESS,
                        name,
                        "Functions run as plain processes here; on Linux they run in namespaces of their own.");
    }

    private static Finding root() {
        return isRoot()
                ? Finding.good("root", "yes")
                : new Finding(
                        "root",
                        Verdict.LESS,
                        "no",
                        "The namespace sandbox needs root: sudo ./hearth up. Without it, functions run as plain processes.");
    }

    private static Finding cgroups() {
        Optional<String> controllers = firstLine(Path.of("/sys/fs/cgroup/cgroup.controllers"));
        if (controllers.isEmpty()) {
            return new Finding(
                    "cgroups",
                    Verdict.LESS,
                    "no version 2 hierarchy at /sys/fs/cgroup",
                    "Memory and CPU limits need it: boot with systemd.unified_cgroup_hierarchy=1, or mount cgroup2 there.");
        }
        List<String> there = Arrays.asList(controllers.get().split(" "));
        List<String> missing = CONTROLLERS.stream().filter(c -> !there.contains(c)).toList();
        return missing.isEmpty()
                ? Finding.good("cgroups", "version 2 with " + String.join(", ", CONTROLLERS))
                : new Finding(
                        "cgroups",
                        Verdict.LESS,
                        "version 2 without " + String.join(", ", missing),
                        "Delegate those controllers to this machine or container, or boot without cgroup_disable.");
    }

    private static Finding namespaces() {
        List<String> missing =
                NAMESPACES.stream()
                        .filter(n -> !Files.exists(Path.of("/proc/self/ns", n)))
                        .toList();
        return missing.isEmpty()
                ? Finding.good("namespaces", String.join(", ", NAMESPACES))
                : new Finding(
                        "namespaces",
                        Verdict.LESS,
                        "this kernel lacks " + String.join(", ", missing),
                        "Use a kernel built with namespaces; until then functions run as plain processes.");
    }

    private static boolean isLinux() {
        return "Linux".equals(System.getProperty("os.name"));
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static Optional<String> firstLine(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst();
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }
}
