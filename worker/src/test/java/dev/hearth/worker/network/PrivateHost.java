package dev.hearth.worker.network;

import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import dev.hearth.worker.linux.netlink.Link;
import dev.hearth.worker.linux.netlink.NetlinkSocket;
import dev.hearth.worker.linux.netlink.NetworkNamespace;
import dev.hearth.worker.linux.netlink.Prefix;
import dev.hearth.worker.linux.netlink.RouteRequests;
import dev.hearth.worker.linux.netlink.Veth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * A network namespace that plays the host, joined to another that plays the world: no test touches
 * the machine's own links, tables and settings, nor any real network. Threads started inside are
 * inside too. The world knows the host's address and no way to any sandbox.
 */
final class PrivateHost implements AutoCloseable {
    static final String HOST_ADDRESS = "198.51.100.2";
    static final String PUBLIC_ADDRESS = "203.0.113.1";
    static final String PRIVATE_ADDRESS = "192.168.77.1";
    static final String METADATA_ADDRESS = "169.254.169.254";

    private static final byte[] HARDWARE = {2, 0, 0, 0, 0, 1};

    private final NetworkNamespace namespace;
    private final NetworkNamespace world;
    private final Path resolvConf;

    private PrivateHost(NetworkNamespace namespace, NetworkNamespace world, Path resolvConf) {
        this.namespace = namespace;
        this.world = world;
        this.resolvConf = resolvConf;
    }

    static PrivateHost open() throws Exception {
        Path resolvConf = Files.createTempFile("resolv", ".conf");
        Files.writeString(
                resolvConf, "search example.test\nnameserver 127.0.0.1\nnameserver 127.0.0.2\n");
        NetworkNamespace namespace = Inside.onThread(PrivateHost::make);
        NetworkNamespace world = Inside.onThread(PrivateHost::make);
        PrivateHost host = new PrivateHost(namespace, world, resolvConf);
        host.inside(host::joinWorld);
        Inside.run(world, host::joinHost);
        host.inside(host::routeToWorld);
        return host;
    }

    private static NetworkNamespace make() throws Exception {
        NetworkNamespace fresh = NetworkNamespace.createAndEnter();
        try (NetlinkSocket socket = NetlinkSocket.open(NetlinkSocket.ROUTE)) {
            socket.execute(RouteRequests.setUp(1));
        }
        return fresh;
    }

    private boolean joinWorld() throws Exception {
        try (NetlinkSocket socket = NetlinkSocket.open(NetlinkSocket.ROUTE)) {
            socket.execute(
                    RouteRequests.addVeth(
                            new Veth("uplink", 0, "host", world.fd(), HARDWARE, 1400)));
            int link = Link.named(socket, "uplink").index();
            socket.execute(RouteRequests.addAddress(link, address(HOST_ADDRESS)));
            return true;
        }
    }

    private boolean joinHost() throws Exception {
        try (NetlinkSocket socket = NetlinkSocket.open(NetlinkSocket.ROUTE)) {
            int link = Link.named(socket, "host").index();
            socket.execute(
                    List.of(
                            RouteRequests.setUp(link),
                            RouteRequests.addAddress(link, address(PUBLIC_ADDRESS)),
                            RouteRequests.addAddress(link, address(PRIVATE_ADDRESS)),
                            RouteRequests.addAddress(link, address(METADATA_ADDRESS)),
                            RouteRequests.addRoute(Prefix.parse(HOST_ADDRESS), link)));
            return true;
        }
    }

    private boolean routeToWorld() throws Exception {
        try (NetlinkSocket socket = NetlinkSocket.open(NetlinkSocket.ROUTE)) {
            int link = Link.named(socket, "uplink").index();
            socket.execute(
                    RouteRequests.addRoute(
                            Prefix.parse("0.0.0.0/0"),
                            link,
                            address(PUBLIC_ADDRESS),
                            address(HOST_ADDRESS)));
            return true;
        }
    }

    NetworkNamespace namespace() {
        return namespace;
    }

    NetworkNamespace world() {
        return world;
    }

    <T> T inside(Callable<T> task) throws Exception {
        return Inside.run(namespace, task);
    }

    NetworkConfig config() {
        return config(resolvConf);
    }

    static NetworkConfig config(Path resolvConf) {
        return new NetworkConfig(
                "00000001",
                NetworkPolicy.INTERNET,
                2,
                resolvConf,
                Path.of(resolvConf + ".forwarding"));
    }

    VethSlots openSlots() throws Exception {
        return openSlots(config());
    }

    VethSlots openSlots(NetworkConfig config) throws Exception {
        return inside(() -> VethSlots.open(config, Clock.system(), Entropy.system()));
    }

    static int address(String text) {
        return Prefix.parse(text).address();
    }

    @Override
    public void close() throws IOException {
        Files.delete(resolvConf);
        namespace.close();
        world.close();
    }
}
