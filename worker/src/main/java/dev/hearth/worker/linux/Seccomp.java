package dev.hearth.worker.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;

/** Filters of system calls. */
public final class Seccomp {
    private static final long SECCOMP = Syscalls.number("seccomp");
    private static final int ACTION_AVAILABLE = 2;
    private static final int RETURN_ERRNO = 0x00050000;

    private Seccomp() {}

    /** What a sandbox's processes may call, as instructions for seccomp(2). */
    public static byte[] filter() {
        return SandboxFilter.build();
    }

    /**
     * Whether the kernel can filter system calls at all.
     *
     * <p>Safe: the action it reads outlives the call.
     */
    public static boolean available() {
        try (Arena arena = Arena.ofConfined()) {
            long action = arena.allocateFrom(ValueLayout.JAVA_INT, RETURN_ERRNO).address();
            return Libc.syscall(SECCOMP, ACTION_AVAILABLE, 0, action, 0, 0, 0) == 0;
        }
    }
}
