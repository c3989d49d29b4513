package dev.hearth.worker.linux;

/**
 * Who this process is. How a sandbox's processes lose what it has is in {@code init.c}: they must
 * be born with it to mount their /proc.
 */
public final class Credentials {
    private static final long GETEUID = Syscalls.number("geteuid");

    private Credentials() {}

    /** Whether the calling thread is the super-user. */
    public static boolean root() {
        return Libc.syscall(GETEUID, 0, 0, 0, 0, 0, 0) == 0;
    }
}
