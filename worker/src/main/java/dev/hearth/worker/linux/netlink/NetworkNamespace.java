package dev.hearth.worker.linux.netlink;

import dev.hearth.worker.linux.Fd;
import dev.hearth.worker.linux.Namespaces;
import java.io.IOException;

/**
 * A network namespace, held by a file descriptor; it lives while somebody holds it. A thread is in
 * one at a time, and a socket stays in the one it was made in, whoever uses it later. Moving is for
 * platform threads: a virtual thread would move its carrier, and strangers with it. Threads started
 * by a moved thread begin where it is.
 */
public record NetworkNamespace(Fd descriptor) implements AutoCloseable {

    /** The calling thread's. */
    public static NetworkNamespace current() throws IOException {
        return new NetworkNamespace(Namespaces.current("net"));
    }

    /** A new, empty one, and moves the calling thread into it. */
    public static NetworkNamespace createAndEnter() throws IOException {
        refuseVirtual();
        Namespaces.unshare(Namespaces.NETWORK);
        return current();
    }

    /** Moves the calling thread. */
    public void enter() throws IOException {
        refuseVirtual();
        Namespaces.enter(fd(), Namespaces.NETWORK);
    }

    public int fd() {
        return descriptor.number();
    }

    @Override
    public void close() {
        descriptor.close();
    }

    private static void refuseVirtual() {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException("a virtual thread cannot change namespaces");
        }
    }
}
