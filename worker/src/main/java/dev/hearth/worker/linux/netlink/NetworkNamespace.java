package dev.hearth.worker.linux.netlink;

import dev.hearth.worker.linux.Libc;
import java.io.IOException;
import java.lang.foreign.Arena;

/**
 * A network namespace, held by a file descriptor; it lives while somebody holds it. A thread is in
 * one at a time, and a socket stays in the one it was made in, whoever uses it later. Moving is for
 * platform threads: a virtual thread would move its carrier, and strangers with it. Threads started
 * by a moved thread begin where it is.
 */
public final class NetworkNamespace implements AutoCloseable {
    private static final int NEW_NETWORK = 0x40000000;
    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final int CURRENT_FOLDER = -100;

    private final int fd;
    private boolean closed;

    private NetworkNamespace(int fd) {
        this.fd = fd;
    }

    /** The calling thread's. */
    public static NetworkNamespace current() throws IOException {
        // Safe: the path is read before the call returns.
        try (Arena arena = Arena.ofConfined()) {
            long path = arena.allocateFrom("/proc/thread-self/ns/net").address();
            long fd = Libc.syscall(Sys.OPENAT, CURRENT_FOLDER, path, CLOSE_ON_EXEC, 0, 0, 0);
            return new NetworkNamespace((int) checked("open the network namespace", fd));
        }
    }

    /** A new, empty one, and moves the calling thread into it. */
    public static NetworkNamespace createAndEnter() throws IOException {
        refuseVirtual();
        long result = Libc.syscall(Sys.UNSHARE, NEW_NETWORK, 0, 0, 0, 0, 0);
        checked("make a network namespace", result);
        return current();
    }

    /** Moves the calling thread. */
    public void enter() throws IOException {
        refuseVirtual();
        long result = Libc.syscall(Sys.SETNS, fd, NEW_NETWORK, 0, 0, 0, 0);
        checked("enter a network namespace", result);
    }

    public int fd() {
        return fd;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            Libc.syscall(Sys.CLOSE, fd, 0, 0, 0, 0, 0);
        }
    }

    private static void refuseVirtual() {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException("a virtual thread cannot change namespaces");
        }
    }

    private static long checked(String what, long result) throws NetlinkException {
        if (result < 0) {
            throw new NetlinkException(what, (int) -result, Sys.words((int) -result));
        }
        return result;
    }
}
