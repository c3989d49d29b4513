package dev.hearth.worker.network;

import dev.hearth.worker.linux.netlink.NetworkNamespace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Does things on a throwaway thread inside a network namespace. */
final class Inside {
    static final int PATIENCE_MS = 500;

    private Inside() {}

    static <T> T run(NetworkNamespace where, Callable<T> task) throws Exception {
        return onThread(() -> {
            where.enter();
            return task.call();
        });
    }

    static <T> T run(NetworkSlot slot, Callable<T> task) throws Exception {
        return run(((VethSlot) slot).inside().namespace(), task);
    }

    static <T> T onThread(Callable<T> task) throws Exception {
        FutureTask<T> future = new FutureTask<>(task);
        Thread.ofPlatform().name("inside").start(future);
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** What a TCP connection from the calling thread's namespace brings: its first byte. */
    static int firstByteFrom(String address, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getByName(address), port), PATIENCE_MS);
            socket.setSoTimeout(PATIENCE_MS);
            return socket.getInputStream().read();
        }
    }
}
