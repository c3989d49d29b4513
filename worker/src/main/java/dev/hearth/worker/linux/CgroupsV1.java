package dev.hearth.worker.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Version 1: one hierarchy for each controller, and the same group made in all. */
final class CgroupsV1 implements Cgroups {
    static final List<String> HIERARCHIES = List.of("memory", "cpu", "pids", "freezer");

    private final Map<String, Path> mounts;
    private final String folder;

    CgroupsV1(Map<String, Path> mounts, String folder) {
        this.mounts = mounts;
        this.folder = folder;
    }

    @Override
    public Cgroup create(String name) throws KernelException {
        for (String hierarchy : HIERARCHIES) {
            ControlFiles.makeFolder(parent(hierarchy).toString());
            ControlFiles.makeFolder(path(hierarchy, name).toString());
        }
        return CgroupV1.open(hierarchy -> path(hierarchy, name));
    }

    @Override
    public List<String> names() throws KernelException {
        TreeSet<String> names = new TreeSet<>();
        for (String hierarchy : HIERARCHIES) {
            names.addAll(children(parent(hierarchy)));
        }
        return List.copyOf(names);
    }

    @Override
    public void remove(String name) throws KernelException {
        Path freezer = path("freezer", name);
        if (Files.exists(freezer)) {
            ControlFiles.write(freezer.resolve("freezer.state").toString(), "THAWED");
        }
        for (String hierarchy : HIERARCHIES) {
            Path group = path(hierarchy, name);
            if (Files.exists(group)) {
                CgroupProcesses.killAll(group);
                ControlFiles.removeFolder(group.toString());
            }
        }
    }

    private Path parent(String hierarchy) {
        Path mount = mounts.get(hierarchy);
        if (mount == null) {
            throw new IllegalStateException("no cgroup hierarchy for " + hierarchy);
        }
        return mount.resolve(folder);
    }

    private Path path(String hierarchy, String name) {
        return parent(hierarchy).resolve(name);
    }

    static List<String> children(Path parent) {
        if (!Files.exists(parent)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(parent)) {
            return list.filter(Files::isDirectory).map(p -> p.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
