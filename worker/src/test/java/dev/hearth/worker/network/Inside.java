package dev.hearth.worker.network;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hearth.worker.linux.netlink.NetworkNamespace;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Does things on a throwaway thread inside a network namespace. */
final class Inside {
    /** Long enough for a packet between namespaces of one machine, even a busy one. */
    static final int PATIENCE_MS = 1000;

    private Inside() {}

    static <T> T run(NetworkNamespace where, Callable<T> task) throws Exception {
        return onThread(() -> {
            where.enter();
            return task.call();
        });
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

    static NetworkNamespace of(NetworkSlot slot) {
        return switch (slot) {
            case VethSlot veth -> veth.inside().namespace();
            case LoopbackSlots.Slot loopback -> loopback.inside().namespace();
            default -> throw new AssertionError("a slot of an unknown kind: " + slot);
        };
    }

    /** The first byte that a TCP connection from there brings. */
    static int tcp(NetworkNamespace from, String address, int port) throws Exception {
        return run(from, () -> tcp(address, port));
    }

    /** The first byte of the answer to a datagram from there. */
    static int udp(NetworkNamespace from, String address, int port) throws Exception {
        return run(from, () -> udp(new InetSocketAddress(0), address, port));
    }

    /** Neither is a TCP connection made nor a datagram answered. */
    static void assertNoWay(NetworkNamespace from, String address, int port) {
        assertThrows(IOException.class, () -> run(from, () -> connect(address, port)));
        assertThrows(IOException.class, () -> udp(from, address, port));
    }

    static int udp(InetSocketAddress local, String address, int port) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(local)) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral(address), port));
            socket.send(new DatagramPacket(new byte[1], 1));
            DatagramPacket answer = new DatagramPacket(new byte[1], 1);
            socket.receive(answer);
            return answer.getData()[0];
        }
    }

    private static int tcp(String address, int port) throws IOException {
        try (Socket socket = connect(address, port)) {
            return socket.getInputStream().read();
        }
    }

    private static Socket connect(String address, int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setSoTimeout(PATIENCE_MS);
            socket.connect(
                    new InetSocketAddress(InetAddress.ofLiteral(address), port), PATIENCE_MS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
