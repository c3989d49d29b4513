package dev.hearth.worker.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A child of this process, named by descriptor: no signal can hit another process that got its
 * number later. Readable, for {@link Poller}, once the child has ended.
 *
 * <p>Safe: the status word outlives the call.
 */
public final class PidFd implements AutoCloseable {
    public static final int KILL = 9;

    private static final long PIDFD_OPEN = Syscalls.number("pidfd_open");
    private static final long SEND_SIGNAL = Syscalls.number("pidfd_send_signal");
    private static final long WAIT4 = Syscalls.number("wait4");

    private final int pid;
    private final Fd fd;

    private PidFd(int pid, Fd fd) {
        this.pid = pid;
        this.fd = fd;
    }

    /** Of a child that has not been reaped. */
    public static PidFd of(int pid) throws KernelException {
        long result = Libc.syscall(PIDFD_OPEN, pid, 0, 0, 0, 0, 0);
        return new PidFd(pid, new Fd(KernelException.check(result, "pidfd_open", pid)));
    }

    public int pid() {
        return pid;
    }

    Fd fd() {
        return fd;
    }

    /** Harmless when the child has ended. */
    public void signal(int signal) {
        Libc.syscall(SEND_SIGNAL, fd.number(), signal, 0, 0, 0, 0);
    }

    /** Waits for the child's end, takes its wait status and frees its number. Once only. */
    public int reap() throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment status = arena.allocate(JAVA_INT);
            long result;
            do {
                result = Libc.syscall(WAIT4, pid, status.address(), 0, 0, 0, 0);
            } while (result == -Errno.EINTR.number());
            KernelException.check(result, "wait4", pid);
            return status.get(JAVA_INT, 0);
        }
    }

    @Override
    public void close() {
        fd.close();
    }
}
