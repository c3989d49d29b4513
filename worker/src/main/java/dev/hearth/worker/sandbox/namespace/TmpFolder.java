package dev.hearth.worker.sandbox.namespace;

import dev.hearth.worker.linux.Fd;
import dev.hearth.worker.linux.KernelException;
import dev.hearth.worker.linux.Mounts;
import java.util.Map;

/**
 * The {@code /tmp} of one sandbox: a file system in memory that outlives its processes. Between
 * launches a descriptor alone keeps it, so that it is gone when the server is. One launch at a
 * time.
 */
final class TmpFolder implements AutoCloseable {
    /** One for every 4 KB, as a disk of that size would have. */
    private static final int INODES_PER_MB = 256;

    private Fd mount;
    private boolean closed;

    private TmpFolder(Fd mount) {
        this.mount = mount;
    }

    static TmpFolder create(int sizeMb) throws KernelException {
        Map<String, String> options =
                Map.of(
                        "mode",
                        "1777",
                        "size",
                        sizeMb + "m",
                        "nr_inodes",
                        Long.toString((long) sizeMb * INODES_PER_MB));
        return new TmpFolder(Mounts.create("tmpfs", options, RootTemplate.HARMLESS));
    }

    /**
     * Puts it where the calling thread sees /tmp. What is attached dies with that namespace, so a
     * copy is kept for the next launch.
     */
    void attach() throws KernelException {
        Mounts.attach(mount, RootTemplate.TMP);
        Fd next = Mounts.copy(RootTemplate.TMP);
        replace(next);
    }

    private synchronized void replace(Fd next) {
        mount.close();
        mount = next;
    }

    /** Bytes of memory it takes. Any thread. */
    synchronized long usedBytes() throws KernelException {
        return closed ? 0 : Mounts.usedBytes(mount);
    }

    @Override
    public synchronized void close() {
        closed = true;
        mount.close();
    }
}
