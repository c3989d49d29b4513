package dev.hearth.worker.network;

import dev.hearth.worker.linux.netlink.NetlinkSocket;
import dev.hearth.worker.linux.netlink.NetworkNamespace;
import dev.hearth.worker.linux.netlink.RouteRequests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;

/**
 * A fresh network namespace with {@code lo} up and both listeners on it. The listeners stay in the
 * namespace while this process serves them from any thread.
 */
record SlotNamespace(
        NetworkNamespace namespace, ServerSocketChannel runtimeApi, ServerSocketChannel hearthApi)
        implements AutoCloseable {
    static final int RUNTIME_API_PORT = 9001;
    static final int HEARTH_API_PORT = 4566;

    private static final int LOOPBACK_INDEX = 1;

    /** Connects the namespace to something; the calling thread is inside. */
    @FunctionalInterface
    interface Connection {
        void connect(NetworkNamespace namespace, NetlinkSocket inside) throws IOException;
    }

    /**
     * Makes one on the calling platform thread, which is back where it was afterwards.
     *
     * @throws IOException when the kernel refuses; nothing is left behind
     */
    static SlotNamespace make(Connection connection) throws IOException {
        try (NetworkNamespace home = NetworkNamespace.current()) {
            NetworkNamespace fresh = NetworkNamespace.createAndEnter();
            try {
                return inside(fresh, connection);
            } catch (IOException | RuntimeException e) {
                fresh.close();
                throw e;
            } finally {
                home.enter();
            }
        }
    }

    private static SlotNamespace inside(NetworkNamespace namespace, Connection connection)
            throws IOException {
        try (NetlinkSocket netlink = NetlinkSocket.open(NetlinkSocket.ROUTE)) {
            netlink.execute(RouteRequests.setUp(LOOPBACK_INDEX));
            connection.connect(namespace, netlink);
        }
        ServerSocketChannel runtimeApi = listen(RUNTIME_API_PORT);
        try {
            return new SlotNamespace(namespace, runtimeApi, listen(HEARTH_API_PORT));
        } catch (IOException e) {
            runtimeApi.close();
            throw e;
        }
    }

    private static ServerSocketChannel listen(int port) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.INET);
        try {
            InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            return channel.bind(new InetSocketAddress(loopback, port));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Stops listening; the namespace itself is still held. */
    void closeListeners() {
        close(runtimeApi);
        close(hearthApi);
    }

    @Override
    public void close() {
        closeListeners();
        namespace.close();
    }

    private static void close(ServerSocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a listener did not close", e);
        }
    }
}
