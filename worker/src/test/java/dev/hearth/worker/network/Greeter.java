package dev.hearth.worker.network;

import dev.hearth.worker.linux.netlink.NetworkNamespace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Greets with one byte whoever connects, and answers datagrams with the same byte, at an address in
 * some network namespace.
 */
final class Greeter implements AutoCloseable {
    private final ServerSocketChannel tcp;
    private final DatagramChannel udp;
    private final int greeting;
    private final AtomicInteger datagrams = new AtomicInteger();

    private Greeter(ServerSocketChannel tcp, DatagramChannel udp, int greeting) {
        this.tcp = tcp;
        this.udp = udp;
        this.greeting = greeting;
    }

    static Greeter at(NetworkNamespace where, String address, int port, int greeting)
            throws Exception {
        InetSocketAddress local = new InetSocketAddress(InetAddress.ofLiteral(address), port);
        Greeter greeter =
                Inside.run(
                        where,
                        () ->
                                new Greeter(
                                        ServerSocketChannel.open().bind(local),
                                        DatagramChannel.open().bind(local),
                                        greeting));
        Thread.ofVirtual().start(greeter::greet);
        Thread.ofVirtual().start(greeter::answer);
        return greeter;
    }

    /** How many datagrams have come. */
    int datagrams() {
        return datagrams.get();
    }

    private void greet() {
        try {
            while (true) {
                try (SocketChannel client = tcp.accept()) {
                    client.write(ByteBuffer.wrap(new byte[] {(byte) greeting}));
                }
            }
        } catch (ClosedChannelException closed) {
            return;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void answer() {
        try {
            ByteBuffer question = ByteBuffer.allocate(512);
            while (true) {
                var client = udp.receive(question.clear());
                datagrams.incrementAndGet();
                udp.send(ByteBuffer.wrap(new byte[] {(byte) greeting}), client);
            }
        } catch (ClosedChannelException closed) {
            return;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        tcp.close();
        udp.close();
    }
}
