package dev.hearth.worker.linux;

import java.lang.foreign.Arena;

/** Small files and folders of kernel file systems, by path on the calling thread's root. */
public final class ControlFiles {
    private static final long MKDIRAT = Syscalls.number("mkdirat");
    private static final long UNLINKAT = Syscalls.number("unlinkat");
    private static final int LARGEST_BYTES = 16 * 1024;
    private static final int REMOVE_FOLDER = 0x200;

    private ControlFiles() {}

    public static void write(String path, String text) throws KernelException {
        try (Fd file = Fd.open(path, Fd.WRITE)) {
            file.write(text);
        } catch (KernelException e) {
            throw new KernelException("write " + text + " to " + path, e.errno());
        }
    }

    public static String read(String path) throws KernelException {
        try (Fd file = Fd.open(path, Fd.READ)) {
            return file.reread(LARGEST_BYTES);
        }
    }

    /** Makes one folder. */
    public static void makeFolder(String path) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            long name = arena.allocateFrom(path).address();
            long result = Libc.syscall(MKDIRAT, Fd.HERE, name, 0755, 0, 0, 0);
            KernelException.check(result, "mkdir", path);
        }
    }

    /**
     * Makes one folder; one that is there already is as good.
     *
     * @return whether it was not there
     */
    public static boolean makeFolderIfAbsent(String path) throws KernelException {
        try {
            makeFolder(path);
            return true;
        } catch (KernelException e) {
            if (!e.is(Errno.EEXIST)) {
                throw e;
            }
            return false;
        }
    }

    /** Removes one empty folder (of a cgroup tree: one with no processes and no children). */
    public static void removeFolder(String path) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            long name = arena.allocateFrom(path).address();
            long result = Libc.syscall(UNLINKAT, Fd.HERE, name, REMOVE_FOLDER, 0, 0, 0);
            if (result != -Errno.ENOENT.number()) {
                KernelException.check(result, "rmdir", path);
            }
        }
    }
}
