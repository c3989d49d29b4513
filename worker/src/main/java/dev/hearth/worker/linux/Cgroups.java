package dev.hearth.worker.linux;

import java.util.List;

/** The control groups of one server: a folder of its own in each hierarchy. */
public interface Cgroups {
    /**
     * Makes a group.
     *
     * @param name unique among this server's
     * @throws KernelException EEXIST when an earlier server left one of this name
     */
    Cgroup create(String name) throws KernelException;

    /** The groups there are, by name, an earlier server's included. */
    List<String> names() throws KernelException;

    /**
     * Kills whatever runs in a group of this name, waits until it is gone, removes the group.
     *
     * @return whether it had been given limits, and so to a function
     */
    boolean remove(String name) throws KernelException;

    /** Removes the server's own folder, which holds no group any more. */
    void removeFolder() throws KernelException;

    /**
     * Those of the host, by what it has mounted: version 2 when that alone holds the controllers,
     * else version 1.
     *
     * @param folder this server's, unique on the host
     */
    static Cgroups of(CgroupMounts mounts, String folder) {
        return mounts.version2Complete()
                ? new CgroupsV2(mounts.version2().orElseThrow(), folder)
                : new CgroupsV1(mounts.version1(), folder);
    }
}
