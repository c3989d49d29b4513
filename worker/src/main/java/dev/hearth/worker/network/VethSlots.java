package dev.hearth.worker.network;

import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import dev.hearth.worker.linux.netlink.NetlinkSocket;
import dev.hearth.worker.linux.netlink.NetworkNamespace;
import dev.hearth.worker.linux.netlink.Prefix;
import dev.hearth.worker.network.dns.Nameservers;
import java.io.IOException;

/**
 * Slots with a way out: each has one link to a router of the worker's own, which leads on to the
 * host. A slot is used once; what it leaves in the kernel goes with it.
 */
public final class VethSlots implements NetworkSlots {
    private final NetworkConfig config;
    private final Router router;
    private final Subnet subnet;
    private final Nameservers nameservers;
    private final AddressPool addresses = new AddressPool(Subnet.SLOTS);
    private final SlotPool pool;
    private final SlotRemover remover;
    private final Acquired acquired = new Acquired();

    private VethSlots(NetworkConfig config, HostNetwork host) {
        this.config = config;
        this.router = host.router();
        this.subnet = host.subnet();
        this.nameservers = host.nameservers();
        this.remover = new SlotRemover(router, addresses);
        this.pool = new SlotPool("veth-slots", config.ready(), this::make);
        acquired.add(host);
    }

    /**
     * Joins the slots to the network of the calling platform thread's namespace, the host's; what a
     * killed server with the same data folder left there is removed.
     *
     * @throws IOException when the kernel refuses; nothing is left behind
     */
    public static VethSlots open(NetworkConfig config, Clock clock, Entropy entropy)
            throws IOException {
        VethSlots slots = new VethSlots(config, HostNetwork.open(config, clock, entropy));
        slots.start();
        return slots;
    }

    private void start() {
        acquired.add(remover).start();
        acquired.add(pool).start();
    }

    @Override
    public NetworkSlot take() throws IOException {
        return pool.take();
    }

    void restrict(VethSlot slot, NetworkPolicy policy) throws IOException {
        if (policy.compareTo(config.policy()) < 0) {
            router.setGroup(slot.link(), policy.group);
        }
    }

    private NetworkSlot make() throws IOException {
        int number = addresses.take();
        try {
            return VethSlot.make(this, number);
        } catch (IOException | RuntimeException e) {
            addresses.giveBack(number);
            throw e;
        }
    }

    /** The calling thread is inside the slot; answers the index of the router's end. */
    int connect(int number, NetworkNamespace slot, NetlinkSocket inside) throws IOException {
        Router.disableIpv6("default");
        return router.connect(number, config.policy().group, slot, inside);
    }

    /** Takes a slot apart, later. */
    void release(VethSlot slot) {
        remover.remove(slot);
    }

    Subnet subnet() {
        return subnet;
    }

    /** The host's search domains hold inside, too; its name servers are asked by the router. */
    String resolvConf() {
        return "nameserver " + Prefix.format(subnet.gateway()) + "\n" + nameservers.search();
    }

    Router router() {
        return router;
    }

    int ready() {
        return pool.ready();
    }

    int addressesTaken() {
        return addresses.taken();
    }

    @Override
    public void close() {
        acquired.close();
    }
}
