package dev.hearth.worker.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Confines the calling thread to the system calls that sandboxes may make, for ever; only for
 * platform threads that end soon.
 *
 * <p>Safe: the filter lives as long as the JVM, and the kernel copies it.
 */
public final class Seccomp {
    private static final long SECCOMP = Syscalls.number("seccomp");
    private static final int SET_FILTER = 1;
    private static final int ACTION_AVAILABLE = 2;
    private static final int RETURN_ERRNO = 0x00050000;
    private static final MemorySegment PROGRAM = program();

    private Seccomp() {}

    /** Of this thread alone; {@link Credentials#become} must have come first. */
    public static void confine() throws KernelException {
        long result = Libc.syscall(SECCOMP, SET_FILTER, 0, PROGRAM.address(), 0, 0, 0);
        KernelException.check(result, "seccomp", "filter");
    }

    /** Whether the kernel can filter system calls at all. */
    public static boolean available() {
        try (Arena arena = Arena.ofConfined()) {
            long action = arena.allocateFrom(ValueLayout.JAVA_INT, RETURN_ERRNO).address();
            return Libc.syscall(SECCOMP, ACTION_AVAILABLE, 0, action, 0, 0, 0) == 0;
        }
    }

    private static MemorySegment program() {
        byte[] instructions = SandboxFilter.build();
        MemorySegment code = Arena.global().allocate(instructions.length, 8);
        code.copyFrom(MemorySegment.ofArray(instructions));
        MemorySegment program = Arena.global().allocate(16, 8);
        program.set(ValueLayout.JAVA_SHORT, 0, (short) (instructions.length / 8));
        program.set(ValueLayout.ADDRESS, 8, code);
        return program;
    }
}
