package dev.hearth.worker.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Pairs of connected descriptors: one end for us, one to be handed to {@link Spawn}.
 *
 * <p>Safe: the array the kernel fills outlives the call.
 */
public final class Pipes {
    /** Above whatever a child is given; {@link Spawn} lays those out from 0. */
    static final int LOWEST_HANDED_DOWN = 64;

    private static final long PIPE2 = Syscalls.number("pipe2");
    private static final long SOCKETPAIR = Syscalls.number("socketpair");
    private static final int UNIX = 1;
    private static final int SEQUENCED_PACKETS = 5;

    /**
     * @param ours stays with the server
     * @param theirs is handed down, and closed here once it has been
     */
    public record Pair(Fd ours, Fd theirs) implements AutoCloseable {
        @Override
        public void close() {
            ours.close();
            theirs.close();
        }
    }

    private Pipes() {}

    /** A pipe of which we read, without ever waiting. */
    public static Pair output() throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment both = arena.allocate(ValueLayout.JAVA_INT, 2);
            long result = Libc.syscall(PIPE2, both.address(), Fd.CLOSE_ON_EXEC, 0, 0, 0, 0);
            KernelException.check(result, "pipe2", "");
            Pair pair = pair(both);
            pair.ours().neverWait();
            return pair;
        }
    }

    /** A socket pair that keeps messages apart. */
    public static Pair messages() throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment both = arena.allocate(ValueLayout.JAVA_INT, 2);
            int kind = SEQUENCED_PACKETS | Fd.CLOSE_ON_EXEC;
            long result = Libc.syscall(SOCKETPAIR, UNIX, kind, 0, both.address(), 0, 0);
            KernelException.check(result, "socketpair", "");
            return pair(both);
        }
    }

    private static Pair pair(MemorySegment both) throws KernelException {
        Fd ours = new Fd(both.getAtIndex(ValueLayout.JAVA_INT, 0));
        try (Fd theirs = new Fd(both.getAtIndex(ValueLayout.JAVA_INT, 1))) {
            return new Pair(ours, theirs.forChild());
        } catch (KernelException e) {
            ours.close();
            throw e;
        }
    }
}
