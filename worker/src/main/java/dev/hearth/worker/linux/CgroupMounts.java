package dev.hearth.worker.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the host keeps its control groups.
 *
 * @param version1 mount point by controller: {@code memory}, {@code cpu}, {@code pids}, {@code
 *     freezer}
 * @param version2 mount point of the unified hierarchy
 * @param version2Controllers that it may hand down
 */
public record CgroupMounts(
        Map<String, Path> version1, Optional<Path> version2, List<String> version2Controllers) {
    static final List<String> CONTROLLERS = List.of("memory", "cpu", "pids");
    static final String FREEZER = "freezer";

    /** As /proc/self/mountinfo tells it. */
    public static CgroupMounts ofHost() throws IOException {
        Map<String, Path> first = new HashMap<>();
        Optional<Path> second = Optional.empty();
        for (String line : Files.readAllLines(Path.of("/proc/self/mountinfo"))) {
            List<String> words = List.of(line.split(" ", -1));
            int type = words.indexOf("-") + 1;
            Path at = Path.of(words.get(4));
            if (words.get(type).equals("cgroup2")) {
                second = Optional.of(at);
            } else if (words.get(type).equals("cgroup")) {
                for (String option : words.getLast().split(",", -1)) {
                    first.putIfAbsent(option, at);
                }
            }
        }
        return new CgroupMounts(Map.copyOf(first), second, controllers(second));
    }

    private static List<String> controllers(Optional<Path> hierarchy) throws IOException {
        if (hierarchy.isEmpty()) {
            return List.of();
        }
        String line = Files.readString(hierarchy.get().resolve("cgroup.controllers")).strip();
        return List.of(line.split(" ", -1));
    }

    boolean version2Complete() {
        return version2Controllers.containsAll(CONTROLLERS);
    }

    /** Controllers a sandbox needs and this host has in neither version. */
    public List<String> missing() {
        if (version2Complete()) {
            return List.of();
        }
        List<String> missing = new ArrayList<>(CONTROLLERS);
        missing.add(FREEZER);
        missing.removeAll(version1.keySet());
        return missing;
    }
}
