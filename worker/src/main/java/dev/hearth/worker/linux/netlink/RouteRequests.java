package dev.hearth.worker.linux.netlink;

import java.util.function.Consumer;

/** Links, addresses and routes: rtnetlink's messages. IPv4 only. */
public final class RouteRequests {
    static final int NEW_LINK = 16;
    private static final int DELETE_LINK = 17;
    private static final int GET_LINK = 18;
    private static final int NEW_ADDRESS = 20;
    static final int NEW_ROUTE = 24;
    private static final int GET_ROUTE = 26;

    private static final int DO = Request.ACK;
    private static final int MAKE = Request.ACK | Request.CREATE | Request.EXCLUSIVE;

    private static final int IPV4 = 2;
    private static final int FLAG_UP = 0x1;
    private static final int FLAG_NO_ARP = 0x80;

    private static final int LINK_HARDWARE_ADDRESS = 1;
    private static final int LINK_NAME = 3;
    private static final int LINK_MTU = 4;
    private static final int LINK_INFO = 18;
    private static final int LINK_INFO_KIND = 1;
    private static final int LINK_INFO_DATA = 2;
    private static final int LINK_GROUP = 27;
    private static final int LINK_NAMESPACE_FD = 28;
    private static final int LINK_SEND_QUEUES = 31;
    private static final int LINK_RECEIVE_QUEUES = 32;
    private static final int VETH_PEER = 1;

    private static final int ADDRESS_LOCAL = 2;

    private static final int ROUTE_DESTINATION = 1;
    private static final int ROUTE_LINK = 4;
    private static final int ROUTE_GATEWAY = 5;
    private static final int ROUTE_SOURCE = 7;
    private static final int MAIN_TABLE = 254;
    private static final int PROTOCOL_STATIC = 4;
    private static final int SCOPE_ANYWHERE = 0;
    private static final int SCOPE_LINK = 253;
    private static final int UNICAST = 1;
    private static final int UNREACHABLE = 7;
    private static final int ON_LINK = 4;

    private RouteRequests() {}

    /** Makes both ends; the far one is still down, for it cannot go up before it has a peer. */
    public static Request addVeth(Veth veth) {
        Payload payload = linkHeader(0, FLAG_UP | FLAG_NO_ARP, FLAG_UP | FLAG_NO_ARP);
        endOfVeth(payload, veth.name(), veth).attributeU32(LINK_GROUP, veth.group());
        payload.nest(
                LINK_INFO,
                info ->
                        info.attribute(LINK_INFO_KIND, "veth")
                                .nest(LINK_INFO_DATA, data -> data.nest(VETH_PEER, peer(veth))));
        return new Request("add veth " + veth.name(), NEW_LINK, MAKE, payload.toBytes());
    }

    private static Consumer<Payload> peer(Veth veth) {
        return payload -> {
            linkHeader(payload, 0, FLAG_NO_ARP, FLAG_NO_ARP);
            endOfVeth(payload, veth.peerName(), veth)
                    .attributeU32(LINK_NAMESPACE_FD, veth.peerNamespaceFd());
        };
    }

    /** One queue each way: the default is one per processor, which costs memory and time. */
    private static Payload endOfVeth(Payload payload, String name, Veth veth) {
        return payload.attribute(LINK_NAME, name)
                .attribute(LINK_HARDWARE_ADDRESS, veth.hardwareAddress())
                .attributeU32(LINK_MTU, veth.mtu())
                .attributeU32(LINK_SEND_QUEUES, 1)
                .attributeU32(LINK_RECEIVE_QUEUES, 1);
    }

    public static Request setUp(int linkIndex) {
        byte[] payload = linkHeader(linkIndex, FLAG_UP, FLAG_UP).toBytes();
        return new Request("set link " + linkIndex + " up", NEW_LINK, DO, payload);
    }

    public static Request setDown(int linkIndex) {
        byte[] payload = linkHeader(linkIndex, 0, FLAG_UP).toBytes();
        return new Request("set link " + linkIndex + " down", NEW_LINK, DO, payload);
    }

    public static Request setGroup(int linkIndex, int group) {
        byte[] payload = linkHeader(linkIndex, 0, 0).attributeU32(LINK_GROUP, group).toBytes();
        String what = "put link " + linkIndex + " into group " + group;
        return new Request(what, NEW_LINK, DO, payload);
    }

    public static Request deleteLink(int linkIndex) {
        byte[] payload = linkHeader(linkIndex, 0, 0).toBytes();
        return new Request("delete link " + linkIndex, DELETE_LINK, DO, payload);
    }

    /** Every link of a group, for little more than the price of one. */
    public static Request deleteGroup(int group) {
        byte[] payload = linkHeader(0, 0, 0).attributeU32(LINK_GROUP, group).toBytes();
        return new Request("delete link group " + group, DELETE_LINK, DO, payload);
    }

    static Request getLink(String name) {
        byte[] payload = linkHeader(0, 0, 0).attribute(LINK_NAME, name).toBytes();
        return new Request("find link " + name, GET_LINK, 0, payload);
    }

    static Request listLinks() {
        return new Request("list links", GET_LINK, Request.DUMP, linkHeader(0, 0, 0).toBytes());
    }

    /** Gives a link an address of its own, with no network around it. */
    public static Request addAddress(int linkIndex, int address) {
        byte[] payload =
                new Payload()
                        .u8(IPV4)
                        .u8(32)
                        .u8(0)
                        .u8(SCOPE_ANYWHERE)
                        .u32(linkIndex)
                        .attributeU32BigEndian(ADDRESS_LOCAL, address)
                        .toBytes();
        return new Request("add address " + Prefix.format(address), NEW_ADDRESS, MAKE, payload);
    }

    /** What lies straight behind a link. */
    public static Request addRoute(Prefix destination, int linkIndex) {
        byte[] payload =
                routeHeader(destination, SCOPE_LINK, UNICAST, 0)
                        .attributeU32BigEndian(ROUTE_DESTINATION, destination.address())
                        .attributeU32(ROUTE_LINK, linkIndex)
                        .toBytes();
        return new Request("add route " + destination, NEW_ROUTE, MAKE, payload);
    }

    /**
     * What lies behind a gateway at the other end of a link.
     *
     * @param source the address that packets of this machine carry
     */
    public static Request addRoute(Prefix destination, int linkIndex, int gateway, int source) {
        Payload payload = routeHeader(destination, SCOPE_ANYWHERE, UNICAST, ON_LINK);
        if (destination.length() > 0) {
            payload.attributeU32BigEndian(ROUTE_DESTINATION, destination.address());
        }
        payload.attributeU32(ROUTE_LINK, linkIndex)
                .attributeU32BigEndian(ROUTE_GATEWAY, gateway)
                .attributeU32BigEndian(ROUTE_SOURCE, source);
        return new Request("add route " + destination, NEW_ROUTE, MAKE, payload.toBytes());
    }

    /** Tells senders that nothing is there, unless a narrower route knows better. */
    public static Request addUnreachable(Prefix destination) {
        byte[] payload =
                routeHeader(destination, SCOPE_ANYWHERE, UNREACHABLE, 0)
                        .attributeU32BigEndian(ROUTE_DESTINATION, destination.address())
                        .toBytes();
        return new Request("add route " + destination, NEW_ROUTE, MAKE, payload);
    }

    static Request listRoutes() {
        Payload payload = new Payload().u8(IPV4).u8(0).u8(0).u8(0).u8(0).u8(0).u8(0).u8(0).u32(0);
        return new Request("list routes", GET_ROUTE, Request.DUMP, payload.toBytes());
    }

    private static Payload routeHeader(Prefix destination, int scope, int kind, int flags) {
        return new Payload()
                .u8(IPV4)
                .u8(destination.length())
                .u8(0)
                .u8(0)
                .u8(MAIN_TABLE)
                .u8(PROTOCOL_STATIC)
                .u8(scope)
                .u8(kind)
                .u32(flags);
    }

    private static Payload linkHeader(int index, int flags, int change) {
        return linkHeader(new Payload(), index, flags, change);
    }

    private static Payload linkHeader(Payload payload, int index, int flags, int change) {
        return payload.u8(0).u8(0).u16(0).u32(index).u32(flags).u32(change);
    }
}
