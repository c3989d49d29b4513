package dev.hearth.worker.linux;

import java.lang.foreign.Arena;

/** Makes character devices; their file system must not be mounted without devices. */
public final class DeviceNodes {
    private static final long MKNODAT = Syscalls.number("mknodat");
    private static final long FCHMODAT = Syscalls.number("fchmodat");
    private static final int CHARACTER_DEVICE = 0020000;
    private static final int FOR_ALL = 0666;

    private DeviceNodes() {}

    /** One that everybody may read and write. */
    public static void make(String path, int major, int minor) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            long name = arena.allocateFrom(path).address();
            long device = ((long) major << 8) | minor;
            long made =
                    Libc.syscall(MKNODAT, Fd.HERE, name, CHARACTER_DEVICE | FOR_ALL, device, 0, 0);
            KernelException.check(made, "mknod", path);
            // The process's umask took some bits away.
            long opened = Libc.syscall(FCHMODAT, Fd.HERE, name, FOR_ALL, 0, 0, 0);
            KernelException.check(opened, "chmod", path);
        }
    }
}
