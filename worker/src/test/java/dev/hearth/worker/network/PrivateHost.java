package dev.hearth.worker.network;

import dev.hearth.worker.linux.netlink.NetlinkSocket;
import dev.hearth.worker.linux.netlink.NetworkNamespace;
import dev.hearth.worker.linux.netlink.RouteRequests;
import java.util.concurrent.Callable;

/**
 * A network namespace that plays the host, so that no test touches the machine's own links, tables
 * and settings. Threads started inside are inside too.
 */
final class PrivateHost implements AutoCloseable {
    private final NetworkNamespace namespace;

    private PrivateHost(NetworkNamespace namespace) {
        this.namespace = namespace;
    }

    static PrivateHost open() throws Exception {
        return new PrivateHost(Inside.onThread(PrivateHost::make));
    }

    private static NetworkNamespace make() throws Exception {
        NetworkNamespace fresh = NetworkNamespace.createAndEnter();
        try (NetlinkSocket socket = NetlinkSocket.open(NetlinkSocket.ROUTE)) {
            socket.execute(RouteRequests.setUp(1));
        }
        return fresh;
    }

    NetworkNamespace namespace() {
        return namespace;
    }

    <T> T inside(Callable<T> task) throws Exception {
        return Inside.run(namespace, task);
    }

    @Override
    public void close() {
        namespace.close();
    }
}
