package dev.hearth.worker.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;

/**
 * Mounts, by the interface that separates making one from attaching it (Linux 5.12): a detached
 * mount is a descriptor, seen nowhere, gone with its last descriptor.
 *
 * <p>Safe: every string and struct lives in an arena that outlives the call.
 */
public final class Mounts {
    public static final int READ_ONLY = 0x1;
    public static final int NO_SET_UID = 0x2;
    public static final int NO_DEVICES = 0x4;
    public static final int NO_EXECUTE = 0x8;

    private static final long FSOPEN = Syscalls.number("fsopen");
    private static final long FSCONFIG = Syscalls.number("fsconfig");
    private static final long FSMOUNT = Syscalls.number("fsmount");
    private static final long OPEN_TREE = Syscalls.number("open_tree");
    private static final long MOVE_MOUNT = Syscalls.number("move_mount");
    private static final long MOUNT_SETATTR = Syscalls.number("mount_setattr");
    private static final long MOUNT = Syscalls.number("mount");
    private static final long UMOUNT = Syscalls.number("umount2");
    private static final long PIVOT_ROOT = Syscalls.number("pivot_root");

    private static final long FSTATFS = Syscalls.number("fstatfs");

    private static final int STATFS_BYTES = 120;
    private static final int BLOCK_SIZE_OFFSET = 8;
    private static final int BLOCKS_OFFSET = 16;
    private static final int BLOCKS_FREE_OFFSET = 24;
    private static final int CLOSE_ON_EXEC = 1;
    private static final int SET_STRING = 1;
    private static final int CREATE = 6;
    private static final int CLONE_TREE = 1;
    private static final int RECURSIVE = 0x8000;
    private static final int EMPTY_PATH = 0x1000;
    private static final int FROM_EMPTY_PATH = 4;
    private static final long PRIVATE = 0x40000;
    private static final long PRIVATE_EVERYWHERE = PRIVATE | 0x4000;
    private static final int ATTRIBUTE_BYTES = 32;
    private static final int PROPAGATION_OFFSET = 16;
    private static final int DETACH = 2;

    private Mounts() {}

    /**
     * A new file system, detached.
     *
     * @param kind {@code tmpfs}, {@code proc}
     * @param flags of the mount: {@link #READ_ONLY} and its kin
     */
    public static Fd create(String kind, Map<String, String> options, int flags)
            throws KernelException {
        try (Arena arena = Arena.ofConfined();
                Fd context = context(arena, kind)) {
            for (Map.Entry<String, String> option : options.entrySet()) {
                long key = arena.allocateFrom(option.getKey()).address();
                long value = arena.allocateFrom(option.getValue()).address();
                long result =
                        Libc.syscall(FSCONFIG, context.number(), SET_STRING, key, value, 0, 0);
                KernelException.check(result, "fsconfig", option);
            }
            long created = Libc.syscall(FSCONFIG, context.number(), CREATE, 0, 0, 0, 0);
            KernelException.check(created, "fsconfig", kind);
            long mount = Libc.syscall(FSMOUNT, context.number(), CLOSE_ON_EXEC, flags, 0, 0, 0);
            return new Fd(KernelException.check(mount, "fsmount", kind));
        }
    }

    private static Fd context(Arena arena, String kind) throws KernelException {
        long name = arena.allocateFrom(kind).address();
        return new Fd(
                KernelException.check(
                        Libc.syscall(FSOPEN, name, CLOSE_ON_EXEC, 0, 0, 0, 0), "fsopen", kind));
    }

    /** A detached copy of what is seen at a path, without what is mounted below it. */
    public static Fd copy(String path) throws KernelException {
        return copy(path, CLONE_TREE | Fd.CLOSE_ON_EXEC);
    }

    /** A detached copy of what is seen at a path and of all that is mounted below it. */
    public static Fd copyAll(String path) throws KernelException {
        return copy(path, CLONE_TREE | RECURSIVE | Fd.CLOSE_ON_EXEC);
    }

    private static Fd copy(String path, int flags) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            long name = arena.allocateFrom(path).address();
            long result = Libc.syscall(OPEN_TREE, Fd.HERE, name, flags, 0, 0, 0);
            return new Fd(KernelException.check(result, "open_tree", path));
        }
    }

    /**
     * Adds these flags to a detached mount and to all that is mounted below it; what the host
     * mounts there later does not reach it.
     */
    public static void restrict(Fd mount, int flags) throws KernelException {
        setAttributes(mount.number(), "", EMPTY_PATH | RECURSIVE, flags);
    }

    /**
     * Covers what is mounted at a path with a copy of it that has these flags too; what is mounted
     * below keeps its own. A mount itself cannot be made read-only while any process has a file
     * open for writing there, and a child that is just being born may hold one of ours.
     */
    public static void coverRestricted(String path, int flags) throws KernelException {
        try (Fd copy = copyAll(path)) {
            setAttributes(copy.number(), "", EMPTY_PATH, flags);
            attach(copy, path);
        }
    }

    private static void setAttributes(int at, String path, int how, int flags)
            throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = arena.allocate(ATTRIBUTE_BYTES, 8);
            attributes.set(ValueLayout.JAVA_LONG, 0, flags);
            attributes.set(ValueLayout.JAVA_LONG, PROPAGATION_OFFSET, PRIVATE);
            long name = arena.allocateFrom(path).address();
            long result =
                    Libc.syscall(
                            MOUNT_SETATTR,
                            at,
                            name,
                            how,
                            attributes.address(),
                            attributes.byteSize(),
                            0);
            KernelException.check(result, "mount_setattr", path);
        }
    }

    /** Puts a detached mount where the calling thread sees this path. */
    public static void attach(Fd mount, String path) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            long nothing = arena.allocateFrom("").address();
            long target = arena.allocateFrom(path).address();
            long result =
                    Libc.syscall(
                            MOVE_MOUNT,
                            mount.number(),
                            nothing,
                            Fd.HERE,
                            target,
                            FROM_EMPTY_PATH,
                            0);
            KernelException.check(result, "move_mount", path);
        }
    }

    /** How much of a file system in memory is taken, in bytes. */
    public static long usedBytes(Fd mount) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment stat = arena.allocate(STATFS_BYTES, 8);
            long result = Libc.syscall(FSTATFS, mount.number(), stat.address(), 0, 0, 0, 0);
            KernelException.check(result, "fstatfs", mount);
            long blockBytes = stat.get(ValueLayout.JAVA_LONG, BLOCK_SIZE_OFFSET);
            long blocks = stat.get(ValueLayout.JAVA_LONG, BLOCKS_OFFSET);
            return (blocks - stat.get(ValueLayout.JAVA_LONG, BLOCKS_FREE_OFFSET)) * blockBytes;
        }
    }

    /** Keeps what happens in the calling thread's mount namespace from reaching any other. */
    public static void makeAllPrivate() throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            long root = arena.allocateFrom("/").address();
            long result = Libc.syscall(MOUNT, 0, root, 0, PRIVATE_EVERYWHERE, 0, 0);
            KernelException.check(result, "mount", "/");
        }
    }

    /**
     * Makes a mount of the calling thread's namespace its root, and detaches everything else from
     * the namespace.
     */
    public static void changeRoot(String path) throws KernelException {
        Namespaces.changeFolder(path);
        try (Arena arena = Arena.ofConfined()) {
            // With both names the same, the old root ends up on top of the new one.
            long here = arena.allocateFrom(".").address();
            KernelException.check(
                    Libc.syscall(PIVOT_ROOT, here, here, 0, 0, 0, 0), "pivot_root", path);
            KernelException.check(Libc.syscall(UMOUNT, here, DETACH, 0, 0, 0, 0), "umount2", ".");
        }
        Namespaces.changeFolder("/");
    }
}
