package dev.hearth.worker.linux;

import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;

/**
 * Namespaces of the calling thread. Only for platform threads that end soon: a thread that has left
 * the JVM's namespaces must run nothing else.
 */
public final class Namespaces {
    public static final int FILESYSTEM_ATTRIBUTES = 0x200;
    public static final int MOUNTS = 0x20000;
    public static final int CGROUPS = 0x2000000;
    public static final int HOST_NAME = 0x4000000;
    public static final int IPC = 0x8000000;
    public static final int USERS = 0x10000000;
    public static final int PROCESSES = 0x20000000;
    public static final int NETWORK = 0x40000000;

    private static final long UNSHARE = Syscalls.number("unshare");
    private static final long SETNS = Syscalls.number("setns");
    private static final long SETHOSTNAME = Syscalls.number("sethostname");
    private static final long UMASK = Syscalls.number("umask");
    private static final long CHDIR = Syscalls.number("chdir");

    private Namespaces() {}

    /** New namespaces of these kinds; of {@link #PROCESSES}, for children only. */
    public static void unshare(int kinds) throws KernelException {
        KernelException.check(Libc.syscall(UNSHARE, kinds, 0, 0, 0, 0, 0), "unshare", kinds);
    }

    /** Joins an existing namespace of this kind. */
    public static void enter(int namespaceFd, int kind) throws KernelException {
        long result = Libc.syscall(SETNS, namespaceFd, kind, 0, 0, 0, 0);
        KernelException.check(result, "setns", kind);
    }

    /**
     * The calling thread's own namespace, which lives at least as long as the descriptor.
     *
     * @param kind as /proc calls it: {@code net}, {@code mnt}
     */
    public static Fd current(String kind) throws KernelException {
        return Fd.open("/proc/thread-self/ns/" + kind, Fd.READ);
    }

    /** Of the calling thread's {@link #HOST_NAME} namespace. */
    public static void hostName(String name) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            int length = name.getBytes(StandardCharsets.UTF_8).length;
            long text = arena.allocateFrom(name).address();
            long result = Libc.syscall(SETHOSTNAME, text, length, 0, 0, 0, 0);
            KernelException.check(result, "sethostname", name);
        }
    }

    /**
     * Files the calling thread and its children make can be read by all, whatever mask the server
     * was started with; the thread must have unshared its file system attributes.
     */
    public static void usualFileMask() {
        Libc.syscall(UMASK, 022, 0, 0, 0, 0, 0);
    }

    /** The calling thread's current folder; it must have unshared its file system attributes. */
    public static void changeFolder(String path) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            long name = arena.allocateFrom(path).address();
            KernelException.check(Libc.syscall(CHDIR, name, 0, 0, 0, 0, 0), "chdir", path);
        }
    }
}
