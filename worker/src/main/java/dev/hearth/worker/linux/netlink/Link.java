package dev.hearth.worker.linux.netlink;

import java.io.IOException;
import java.util.List;

/** A network interface. */
public record Link(int index, String name, int mtu, boolean up) {
    private static final int FIXED = 16;
    private static final int NAME = 3;
    private static final int MTU = 4;
    private static final int FLAG_UP = 1;

    static Link read(Reply reply) {
        Attributes attributes = reply.attributes(FIXED);
        return new Link(
                reply.buffer().getInt(4),
                attributes.string(NAME).orElse(""),
                attributes.u32(MTU).orElse(0),
                (reply.buffer().getInt(8) & FLAG_UP) != 0);
    }

    /** Those of the socket's namespace. */
    public static List<Link> list(NetlinkSocket socket) throws IOException {
        return socket.query(RouteRequests.listLinks()).stream()
                .filter(reply -> reply.type() == RouteRequests.NEW_LINK)
                .map(Link::read)
                .toList();
    }

    /**
     * @throws NetlinkException {@linkplain NetlinkException#isAbsent absent} when there is none
     */
    public static Link named(NetlinkSocket socket, String name) throws IOException {
        return read(socket.query(RouteRequests.getLink(name)).getFirst());
    }
}
