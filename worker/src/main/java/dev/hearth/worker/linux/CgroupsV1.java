package dev.hearth.worker.linux;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

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
        List<Path> made = new ArrayList<>();
        try {
            for (String hierarchy : HIERARCHIES) {
                makeParent(hierarchy);
                ControlFiles.makeFolder(path(hierarchy, name).toString());
                made.add(path(hierarchy, name));
            }
            return CgroupV1.open(hierarchy -> path(hierarchy, name));
        } catch (KernelException e) {
            for (Path group : made) {
                CgroupFolder.remove(group);
            }
            throw e;
        }
    }

    private void makeParent(String hierarchy) throws KernelException {
        boolean made = ControlFiles.makeFolderIfAbsent(parent(hierarchy).toString());
        if (made && hierarchy.equals("cpu")) {
            ControlFiles.write(
                    parent(hierarchy).resolve("cpu.shares").toString(),
                    Long.toString(CpuShare.shares(CpuShare.ofAllSandboxes())));
        }
    }

    @Override
    public List<String> names() throws KernelException {
        TreeSet<String> names = new TreeSet<>();
        for (String hierarchy : HIERARCHIES) {
            names.addAll(CgroupFolder.children(parent(hierarchy)));
        }
        return List.copyOf(names);
    }

    @Override
    public boolean remove(String name) throws KernelException {
        boolean used = CgroupFolder.limited(path("pids", name));
        Path freezer = path("freezer", name);
        if (Files.exists(freezer)) {
            ControlFiles.write(freezer.resolve("freezer.state").toString(), CgroupV1.THAWED);
        }
        for (String hierarchy : HIERARCHIES) {
            Path group = path(hierarchy, name);
            if (Files.exists(group)) {
                CgroupFolder.killAll(group);
                CgroupFolder.remove(group);
            }
        }
        return used;
    }

    @Override
    public void removeFolder() throws KernelException {
        for (String hierarchy : HIERARCHIES) {
            CgroupFolder.remove(parent(hierarchy));
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
}
