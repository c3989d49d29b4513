package dev.hearth.worker.linux.netlink;

/**
 * A pair of Ethernet interfaces joined by a wire. Both ends share one hardware address and ask
 * nobody for the other's (NOARP): a frame sent to one's own address is the one the other end takes,
 * so there is no neighbour to look up, to time out, or to lie about.
 *
 * @param name of the near end, in the namespace of the socket that asks
 * @param group of the near end, for packet filters
 * @param peerName of the far end
 * @param peerNamespaceFd the namespace the far end is made in
 * @param hardwareAddress six bytes
 * @param mtu in bytes
 */
public record Veth(
        String name,
        int group,
        String peerName,
        int peerNamespaceFd,
        byte[] hardwareAddress,
        int mtu) {}
