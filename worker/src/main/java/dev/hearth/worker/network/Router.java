package dev.hearth.worker.network;

import dev.hearth.worker.linux.netlink.Chain;
import dev.hearth.worker.linux.netlink.FilterRequests;
import dev.hearth.worker.linux.netlink.Link;
import dev.hearth.worker.linux.netlink.NetlinkException;
import dev.hearth.worker.linux.netlink.NetlinkSocket;
import dev.hearth.worker.linux.netlink.NetworkNamespace;
import dev.hearth.worker.linux.netlink.Prefix;
import dev.hearth.worker.linux.netlink.Request;
import dev.hearth.worker.linux.netlink.Route;
import dev.hearth.worker.linux.netlink.RouteRequests;
import dev.hearth.worker.linux.netlink.Veth;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A network namespace between the host and all slots: every slot is a veth in here, and one veth
 * leads on to the host. It ends with the process, and all of them with it; the host sees one link.
 */
final class Router implements AutoCloseable {
    /** Inside, towards the host. */
    static final String UPLINK = "host";

    /** Inside a slot, towards the router. */
    static final String SLOT_LINK = "eth0";

    private static final int SMALLEST_MTU = 576;
    private static final int ETHERNET_MTU = 1500;
    private static final Logger LOG = LoggerFactory.getLogger(Router.class);
    private static final Prefix EVERYWHERE = new Prefix(0, 0);

    /** Group of the links that are about to go. */
    private static final int DOOMED = 100;

    private static final int MOST_LOOKS = 1000;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(1);
    private static final int LOOPBACK_INDEX = 1;

    /** Opens sockets. */
    @FunctionalInterface
    interface Opener<T> {
        T open() throws IOException;
    }

    private final NetworkNamespace namespace;
    private final NetlinkSocket netlink;
    private final Subnet subnet;
    private final int mtu;

    private Router(NetworkNamespace namespace, NetlinkSocket netlink, Subnet subnet, int mtu) {
        this.namespace = namespace;
        this.netlink = netlink;
        this.subnet = subnet;
        this.mtu = mtu;
    }

    /**
     * Makes one beside the calling platform thread's namespace, the host's.
     *
     * @param hostLink name of the link in the host's namespace that leads to it, still down
     */
    static Router open(String hostLink, Subnet subnet, int mtu) throws IOException {
        try (NetworkNamespace host = NetworkNamespace.current()) {
            NetworkNamespace namespace = NetworkNamespace.createAndEnter();
            try {
                NetlinkSocket netlink = NetlinkSocket.open(NetlinkSocket.ROUTE);
                Router router = new Router(namespace, netlink, subnet, mtu);
                router.setUp(host, hostLink);
                return router;
            } catch (IOException | RuntimeException e) {
                namespace.close();
                throw e;
            } finally {
                host.enter();
            }
        }
    }

    /** The calling thread is inside. */
    private void setUp(NetworkNamespace host, String hostLink) throws IOException {
        disableIpv6("default");
        write("/proc/sys/net/ipv4/ip_forward", "1");
        // A source address that does not belong behind the link it came from is not let in.
        write("/proc/sys/net/ipv4/conf/all/rp_filter", "1");
        try (NetlinkSocket filters = NetlinkSocket.open(NetlinkSocket.NETFILTER)) {
            List<Chain> chains = Filters.router(subnet);
            filters.execute(FilterRequests.create("router", FilterRequests.PLAIN, chains));
        }
        byte[] hardware = hardwareAddress(subnet.host());
        netlink.execute(
                List.of(
                        RouteRequests.setUp(LOOPBACK_INDEX),
                        RouteRequests.addAddress(LOOPBACK_INDEX, subnet.gateway()),
                        // What is sent to a slot that is no more must not wander to the host.
                        RouteRequests.addUnreachable(subnet.block()),
                        RouteRequests.addVeth(
                                new Veth(UPLINK, 0, hostLink, host.fd(), hardware, mtu))));
    }

    /** Once the host's end is up. */
    void routeToHost() throws IOException {
        int uplink = Link.named(netlink, UPLINK).index();
        netlink.execute(
                List.of(
                        RouteRequests.addRoute(Prefix.host(subnet.host()), uplink),
                        RouteRequests.addRoute(
                                EVERYWHERE, uplink, subnet.host(), subnet.gateway())));
        awaitRunning(UPLINK);
    }

    /** Opens something whose sockets are to be the router's, from a platform thread. */
    <T> T inside(Opener<T> opener) throws IOException {
        try (NetworkNamespace home = NetworkNamespace.current()) {
            namespace.enter();
            try {
                return opener.open();
            } finally {
                home.enter();
            }
        }
    }

    /** Joins a slot's namespace; the calling thread is inside it, and so is the given socket. */
    int connect(int number, int group, NetworkNamespace slot, NetlinkSocket insideSlot)
            throws IOException {
        int address = subnet.slot(number);
        String name = "slot" + number;
        byte[] hardware = hardwareAddress(address);
        netlink.execute(
                RouteRequests.addVeth(new Veth(name, group, SLOT_LINK, slot.fd(), hardware, mtu)));
        int link = Link.named(netlink, name).index();
        netlink.execute(RouteRequests.addRoute(Prefix.host(address), link));
        int inside = Link.named(insideSlot, SLOT_LINK).index();
        insideSlot.execute(
                List.of(
                        RouteRequests.setUp(inside),
                        RouteRequests.addAddress(inside, address),
                        RouteRequests.addRoute(EVERYWHERE, inside, subnet.gateway(), address)));
        awaitRunning(name);
        return link;
    }

    /** A first packet sent too early would be lost, and its sender wait for seconds. */
    private void awaitRunning(String link) throws IOException {
        for (int i = 0; i < MOST_LOOKS; i++) {
            // Since Linux 6.8 looking is enough to set it going.
            if (Link.named(netlink, link).running()) {
                return;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        throw new IOException("link " + link + " did not come up");
    }

    void setGroup(int link, int group) throws IOException {
        netlink.execute(RouteRequests.setGroup(link, group));
    }

    /** Removes slots' links. Takes tens of milliseconds, for many hardly more than for one. */
    void disconnect(List<Integer> links) throws IOException {
        for (int link : links) {
            ignoringAbsent(RouteRequests.setGroup(link, DOOMED));
        }
        ignoringAbsent(RouteRequests.deleteGroup(DOOMED));
    }

    /** A link is gone already when its slot's namespace has ended. */
    private void ignoringAbsent(Request request) throws IOException {
        try {
            netlink.execute(request);
        } catch (NetlinkException e) {
            if (!e.isAbsent()) {
                throw e;
            }
        }
    }

    List<Link> links() throws IOException {
        return Link.list(netlink);
    }

    /** The largest packet that fits the host's way out, so that none must be cut on the way. */
    static int mtu(List<Route> routes, List<Link> links) {
        return routes.stream()
                .filter(Route::isDefault)
                .flatMap(route -> links.stream().filter(link -> link.index() == route.linkIndex()))
                .mapToInt(Link::mtu)
                .filter(mtu -> mtu >= SMALLEST_MTU && mtu <= ETHERNET_MTU)
                .min()
                .orElse(ETHERNET_MTU);
    }

    /** Locally administered, and as unique as the address. */
    private static byte[] hardwareAddress(int address) {
        return ByteBuffer.allocate(6).put((byte) 2).put((byte) 'H').putInt(address).array();
    }

    /** Settings of the calling thread's namespace. */
    private static void write(String path, String value) throws IOException {
        Files.writeString(Path.of(path), value);
    }

    /** IPv6 has no way out: no router answers it, so no interface speaks it. */
    static void disableIpv6(String link) throws IOException {
        Path setting = Path.of("/proc/sys/net/ipv6/conf", link, "disable_ipv6");
        if (Files.exists(setting)) {
            Files.writeString(setting, "1");
        }
    }

    /** Parts from the host at once; the namespace and the links in it end a little later. */
    @Override
    public void close() {
        try {
            netlink.execute(RouteRequests.deleteLink(Link.named(netlink, UPLINK).index()));
        } catch (IOException e) {
            LOG.warn("the link to the sandboxes' network could not be removed", e);
        }
        netlink.close();
        namespace.close();
    }
}
