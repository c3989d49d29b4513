package dev.hearth.worker.network;

import dev.hearth.worker.linux.netlink.Link;
import dev.hearth.worker.linux.netlink.NetlinkSocket;
import dev.hearth.worker.linux.netlink.NetworkNamespace;
import dev.hearth.worker.linux.netlink.Route;
import java.io.IOException;
import java.util.List;

/**
 * Slots with a way out: each has one link to a router of the worker's own, which leads on to the
 * host. A slot is used once; what it leaves in the kernel goes with it.
 */
public final class VethSlots implements NetworkSlots {
    private final Router router;
    private final Subnet subnet;
    private final SlotPool pool;
    private final AddressPool addresses = new AddressPool(Subnet.SLOTS);
    private final SlotRemover remover;

    private VethSlots(Router router, Subnet subnet, int ready) {
        this.router = router;
        this.subnet = subnet;
        this.remover = new SlotRemover(router, addresses);
        this.pool = new SlotPool("veth-slots", ready, this::make);
    }

    /**
     * Makes the router, on the calling platform thread, in whose network namespace the host's links
     * are.
     *
     * @throws IOException when the kernel refuses; nothing is left behind
     */
    public static VethSlots open(NetworkConfig config) throws IOException {
        try (NetlinkSocket host = NetlinkSocket.open(NetlinkSocket.ROUTE)) {
            List<Route> routes = Route.list(host);
            Subnet subnet = Subnet.free(routes);
            int mtu = Router.mtu(routes, Link.list(host));
            Router router = Router.open(config.hostLink(), subnet, mtu);
            VethSlots slots = new VethSlots(router, subnet, config.ready());
            slots.remover.start();
            slots.pool.start();
            return slots;
        }
    }

    @Override
    public NetworkSlot take() throws IOException {
        return pool.take();
    }

    @Override
    public void sweep() throws IOException {}

    int addressesTaken() {
        return addresses.taken();
    }

    int links() throws IOException {
        return router.links().size();
    }

    private NetworkSlot make() throws IOException {
        int number = addresses.take();
        try {
            int[] link = new int[1];
            SlotNamespace inside =
                    SlotNamespace.make(
                            (namespace, netlink) -> link[0] = connect(number, namespace, netlink));
            return new VethSlot(this, inside, number, link[0]);
        } catch (IOException | RuntimeException e) {
            addresses.giveBack(number);
            throw e;
        }
    }

    private int connect(int number, NetworkNamespace namespace, NetlinkSocket inside)
            throws IOException {
        Router.disableIpv6("default");
        return router.connect(number, 1, namespace, inside);
    }

    /** Takes a slot apart, later. */
    void release(VethSlot slot) {
        remover.remove(slot);
    }

    Subnet subnet() {
        return subnet;
    }

    @Override
    public void close() {
        pool.close();
        remover.close();
        router.close();
    }
}
