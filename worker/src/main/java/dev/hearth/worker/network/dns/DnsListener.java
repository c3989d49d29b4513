package dev.hearth.worker.network.dns;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;

/** Where questions come in; its sockets stay in the network namespace they were opened in. */
public record DnsListener(DatagramChannel udp, ServerSocketChannel tcp) implements AutoCloseable {
    public static final int PORT = 53;

    /** In the calling thread's namespace. */
    public static DnsListener open(InetSocketAddress address) throws IOException {
        DatagramChannel udp = DatagramChannel.open(StandardProtocolFamily.INET);
        try {
            udp.bind(address).configureBlocking(false);
            return new DnsListener(udp, listen(address));
        } catch (IOException e) {
            udp.close();
            throw e;
        }
    }

    private static ServerSocketChannel listen(InetSocketAddress address) throws IOException {
        ServerSocketChannel tcp = ServerSocketChannel.open(StandardProtocolFamily.INET);
        try {
            tcp.bind(address).configureBlocking(false);
            return tcp;
        } catch (IOException e) {
            tcp.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try (udp) {
            tcp.close();
        }
    }
}
