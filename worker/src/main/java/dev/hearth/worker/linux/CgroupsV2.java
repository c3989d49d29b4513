package dev.hearth.worker.linux;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Version 2: one hierarchy for everything. */
final class CgroupsV2 implements Cgroups {
    private final Path mount;
    private final Path parent;

    CgroupsV2(Path mount, String folder) {
        this.mount = mount;
        this.parent = mount.resolve(folder);
    }

    @Override
    public Cgroup create(String name) throws KernelException {
        if (!Files.exists(parent)) {
            handDown(mount);
            ControlFiles.makeFolder(parent.toString());
            handDown(parent);
        }
        Path group = parent.resolve(name);
        ControlFiles.makeFolder(group.toString());
        return CgroupV2.open(group);
    }

    private static void handDown(Path group) throws KernelException {
        String wanted =
                CgroupMounts.CONTROLLERS.stream()
                        .map(c -> "+" + c)
                        .collect(Collectors.joining(" "));
        ControlFiles.write(group.resolve("cgroup.subtree_control").toString(), wanted);
    }

    @Override
    public List<String> names() {
        return CgroupsV1.children(parent);
    }

    @Override
    public void remove(String name) throws KernelException {
        Path group = parent.resolve(name);
        if (Files.exists(group)) {
            CgroupProcesses.killAll(group);
            ControlFiles.removeFolder(group.toString());
        }
    }
}
