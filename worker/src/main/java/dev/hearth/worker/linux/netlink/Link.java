package dev.hearth.worker.linux.netlink;

import java.io.IOException;
import java.util.List;

/**
 * A network interface.
 *
 * @param mtu in bytes
 * @param up as asked for
 * @param running whether packets really pass: the kernel sets a link going a little after both its
 *     ends have come up, and drops what is sent before
 */
public record Link(int index, String name, int mtu, boolean up, boolean running) {
    private static final int FIXED = 16;
    private static final int NAME = 3;
    private static final int MTU = 4;
    private static final int STATE = 16;
    private static final byte STATE_UP = 6;
    private static final int FLAG_UP = 1;

    static Link read(Reply reply) {
        Attributes attributes = reply.attributes(FIXED);
        return new Link(
                reply.buffer().getInt(4),
                attributes.string(NAME).orElse(""),
                attributes.u32(MTU).orElse(0),
                (reply.buffer().getInt(8) & FLAG_UP) != 0,
                attributes.bytes(STATE).filter(state -> state[0] == STATE_UP).isPresent());
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
