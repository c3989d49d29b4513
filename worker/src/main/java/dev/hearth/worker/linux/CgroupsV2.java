package dev.hearth.worker.linux;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
            ControlFiles.makeFolderIfAbsent(parent.toString());
            handDown(parent);
            ControlFiles.write(
                    parent.resolve("cpu.weight").toString(),
                    Long.toString(CpuShare.weight(CpuShare.ofAllSandboxes())));
        }
        Path group = parent.resolve(name);
        ControlFiles.makeFolder(group.toString());
        return CgroupV2.open(group);
    }

    /** Lets the groups in a group use the controllers. */
    private static void handDown(Path group) throws KernelException {
        String wanted = "+" + String.join(" +", CgroupMounts.CONTROLLERS);
        ControlFiles.write(group.resolve("cgroup.subtree_control").toString(), wanted);
    }

    @Override
    public List<String> names() throws KernelException {
        return CgroupFolder.children(parent);
    }

    @Override
    public boolean remove(String name) throws KernelException {
        Path group = parent.resolve(name);
        boolean used = CgroupFolder.limited(group);
        if (Files.exists(group)) {
            CgroupFolder.killAll(group);
            CgroupFolder.remove(group);
        }
        return used;
    }

    @Override
    public void removeFolder() throws KernelException {
        CgroupFolder.remove(parent);
    }
}
