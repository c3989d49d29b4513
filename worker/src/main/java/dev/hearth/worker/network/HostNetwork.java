package dev.hearth.worker.network;

import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import dev.hearth.worker.linux.netlink.Link;
import dev.hearth.worker.linux.netlink.NetlinkException;
import dev.hearth.worker.linux.netlink.NetlinkSocket;
import dev.hearth.worker.linux.netlink.Route;
import dev.hearth.worker.linux.netlink.RouteRequests;
import dev.hearth.worker.network.dns.DnsForwarder;
import dev.hearth.worker.network.dns.DnsListener;
import dev.hearth.worker.network.dns.Nameservers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Everything a worker adds to its host: packet filters, forwarding, one link to the router, and the
 * name server behind it.
 */
final class HostNetwork implements AutoCloseable {
    private final Acquired acquired;
    private final Subnet subnet;
    private final Router router;
    private final Nameservers nameservers;

    private HostNetwork(Acquired acquired, Subnet subnet, Router router, Nameservers nameservers) {
        this.acquired = acquired;
        this.subnet = subnet;
        this.router = router;
        this.nameservers = nameservers;
    }

    /**
     * Joins a new router to the calling platform thread's namespace, the host's.
     *
     * @throws IOException when the kernel refuses; nothing is left behind
     */
    static HostNetwork open(NetworkConfig config, Clock clock, Entropy entropy) throws IOException {
        Acquired acquired = new Acquired();
        try {
            NetlinkSocket netlink = acquired.add(NetlinkSocket.open(NetlinkSocket.ROUTE));
            sweep(config, netlink);
            List<Route> routes = Route.list(netlink);
            Subnet subnet = Subnet.free(routes);
            int mtu = Router.mtu(routes, Link.list(netlink));
            HostForwarding forwarding =
                    acquired.add(
                            HostForwarding.enable(
                                    netlink, new ForwardingNote(config.forwardingNote())));
            boolean guard = forwarding.turnedOn();
            acquired.add(
                    HostFilters.install(
                            config.table(), Filters.host(config.hostLink(), subnet, guard)));
            Router router = acquired.add(Router.open(config.hostLink(), subnet, mtu));
            join(config.hostLink(), subnet, netlink);
            router.routeToHost();
            Nameservers names = new Nameservers(config.resolvConf(), clock);
            InetSocketAddress gateway = address(subnet.gateway(), DnsListener.PORT);
            DnsListener listener = router.inside(() -> DnsListener.open(gateway));
            acquired.add(DnsForwarder.start(listener, names, clock, entropy));
            return new HostNetwork(acquired, subnet, router, names);
        } catch (IOException | RuntimeException e) {
            acquired.close();
            throw e;
        }
    }

    /** Removes what a server that was killed has left, should the kernel not have done so. */
    private static void sweep(NetworkConfig config, NetlinkSocket netlink) throws IOException {
        HostFilters.remove(config.table());
        try {
            int link = Link.named(netlink, config.hostLink()).index();
            netlink.execute(RouteRequests.deleteLink(link));
        } catch (NetlinkException e) {
            if (!e.isAbsent()) {
                throw e;
            }
        }
    }

    private static void join(String name, Subnet subnet, NetlinkSocket netlink) throws IOException {
        Router.disableIpv6(name);
        int link = Link.named(netlink, name).index();
        netlink.execute(
                List.of(
                        RouteRequests.setUp(link),
                        RouteRequests.addAddress(link, subnet.host()),
                        RouteRequests.addRoute(
                                subnet.block(), link, subnet.gateway(), subnet.host())));
    }

    Router router() {
        return router;
    }

    private static InetSocketAddress address(int address, int port) throws IOException {
        byte[] bytes = ByteBuffer.allocate(4).putInt(address).array();
        return new InetSocketAddress(InetAddress.getByAddress(bytes), port);
    }

    Nameservers nameservers() {
        return nameservers;
    }

    Subnet subnet() {
        return subnet;
    }

    @Override
    public void close() {
        acquired.close();
    }
}
