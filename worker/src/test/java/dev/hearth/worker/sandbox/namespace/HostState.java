package dev.hearth.worker.sandbox.namespace;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What sandboxes could leave on the host. */
final class HostState {
    private HostState() {}

    /** Processes that run as this user. */
    static long processesOf(int uid) throws IOException {
        long found = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : all) {
                if (runsAs(process, uid)) {
                    found++;
                }
            }
        }
        return found;
    }

    private static boolean runsAs(Path process, int uid) throws IOException {
        try {
            return Files.readString(process.resolve("status")).contains("\nUid:\t" + uid + "\t");
        } catch (NoSuchFileException gone) {
            return false;
        } catch (IOException e) {
            // ESRCH: it ended while we were reading.
            if (Files.exists(process)) {
                throw e;
            }
            return false;
        }
    }

    static List<String> mounts() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/mountinfo"));
    }

    static int openFiles() throws IOException {
        return count(Path.of("/proc/self/fd"));
    }

    static int threads() throws IOException {
        return count(Path.of("/proc/self/task"));
    }

    /** Names of all groups of all Hearth servers, by hierarchy. */
    static Set<String> groups(String folder) throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> hierarchies = Files.list(Path.of("/sys/fs/cgroup"))) {
            for (Path hierarchy : hierarchies.toList()) {
                Path own = hierarchy.resolve(folder);
                if (Files.isDirectory(own)) {
                    try (Stream<Path> groups = Files.list(own)) {
                        groups.filter(Files::isDirectory).forEach(g -> names.add(g.toString()));
                    }
                }
            }
        }
        return names;
    }

    private static int count(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return (int) entries.count();
        }
    }
}
