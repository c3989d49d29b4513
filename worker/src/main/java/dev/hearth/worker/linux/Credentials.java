package dev.hearth.worker.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Who the calling thread is. By raw system calls, which change that thread alone; only for platform
 * threads that end soon.
 */
public final class Credentials {
    private static final long PRCTL = Syscalls.number("prctl");
    private static final long GETEUID = Syscalls.number("geteuid");
    private static final long CAPSET = Syscalls.number("capset");
    private static final long SETGROUPS = Syscalls.number("setgroups");
    private static final long SETRESGID = Syscalls.number("setresgid");
    private static final long SETRESUID = Syscalls.number("setresuid");

    private static final int BOUNDING_READ = 23;
    private static final int BOUNDING_DROP = 24;
    private static final int SECURE_BITS = 28;
    private static final int NO_NEW_PRIVILEGES = 38;
    private static final int AMBIENT = 47;
    private static final int AMBIENT_CLEAR_ALL = 4;
    private static final int CAPABILITY_VERSION_3 = 0x20080522;

    /** NOROOT, NO_SETUID_FIXUP off, KEEP_CAPS off, NO_CAP_AMBIENT_RAISE; all of them locked. */
    private static final int NO_ROOT_MAGIC = 0x1 | 0x2 | 0x8 | 0x20 | 0x40 | 0x80;

    private static final int HIGHEST_CAPABILITY = 63;

    private Credentials() {}

    /** Whether the calling thread is the super-user. */
    public static boolean root() {
        return Libc.syscall(GETEUID, 0, 0, 0, 0, 0, 0) == 0;
    }

    /**
     * No program started from here can gain a capability again, be it by a file's or by user id 0.
     * What the thread holds now it keeps until {@link #become}.
     */
    public static void forswearCapabilities() throws KernelException {
        for (int capability = 0; capability <= HIGHEST_CAPABILITY; capability++) {
            if (prctl(BOUNDING_READ, capability) == 1) {
                KernelException.check(
                        prctl(BOUNDING_DROP, capability), "capability drop", capability);
            }
        }
        KernelException.check(prctl(SECURE_BITS, NO_ROOT_MAGIC), "securebits", NO_ROOT_MAGIC);
    }

    /** Becomes this user and its group of the same number, in no other group, able to nothing. */
    public static void become(int uid) throws KernelException {
        KernelException.check(Libc.syscall(SETGROUPS, 0, 0, 0, 0, 0, 0), "setgroups", "[]");
        KernelException.check(Libc.syscall(SETRESGID, uid, uid, uid, 0, 0, 0), "setresgid", uid);
        KernelException.check(Libc.syscall(SETRESUID, uid, uid, uid, 0, 0, 0), "setresuid", uid);
        KernelException.check(prctl(AMBIENT, AMBIENT_CLEAR_ALL), "ambient", "clear");
        clearCapabilities();
        KernelException.check(prctl(NO_NEW_PRIVILEGES, 1), "no_new_privs", 1);
    }

    private static void clearCapabilities() throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment header = arena.allocate(8, 4);
            header.set(ValueLayout.JAVA_INT, 0, CAPABILITY_VERSION_3);
            MemorySegment none = arena.allocate(24, 4);
            long result = Libc.syscall(CAPSET, header.address(), none.address(), 0, 0, 0, 0);
            KernelException.check(result, "capset", "none");
        }
    }

    private static long prctl(int option, long argument) {
        return Libc.syscall(PRCTL, option, argument, 0, 0, 0, 0);
    }
}
