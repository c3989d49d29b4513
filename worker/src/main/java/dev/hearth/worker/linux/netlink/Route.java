package dev.hearth.worker.linux.netlink;

import java.io.IOException;
import java.util.List;

/**
 * An IPv4 route.
 *
 * @param destination the zero prefix for a default route
 * @param linkIndex 0 when it leads nowhere
 */
public record Route(Prefix destination, int linkIndex) {
    private static final int FIXED = 12;
    private static final int DESTINATION = 1;
    private static final int OUT_LINK = 4;

    static Route read(Reply reply) {
        Attributes attributes = reply.attributes(FIXED);
        int length = Byte.toUnsignedInt(reply.payload()[1]);
        int address = attributes.u32BigEndian(DESTINATION).orElse(0);
        return new Route(new Prefix(address, length), attributes.u32(OUT_LINK).orElse(0));
    }

    /** Those of every routing table of the socket's namespace. */
    public static List<Route> list(NetlinkSocket socket) throws IOException {
        return socket.query(RouteRequests.listRoutes()).stream()
                .filter(reply -> reply.type() == RouteRequests.NEW_ROUTE)
                .map(Route::read)
                .toList();
    }

    public boolean isDefault() {
        return destination.length() == 0;
    }
}
