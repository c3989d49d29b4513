package dev.hearth.worker.linux.netlink;

import java.io.IOException;
import java.util.List;

/**
 * A chain of packet filters that is there, whoever made it.
 *
 * @param forwards whether it sees packets that pass through
 * @param dropsOtherwise whether it drops what none of its rules decides on
 */
public record FilterChain(String table, String name, boolean forwards, boolean dropsOtherwise) {
    private static final int FIXED = 4;
    private static final int TABLE = 1;
    private static final int NAME = 3;
    private static final int HOOK = 4;
    private static final int HOOK_NUMBER = 1;
    private static final int POLICY = 5;

    static FilterChain read(Reply reply) {
        Attributes attributes = reply.attributes(FIXED);
        int hook =
                attributes
                        .nested(HOOK)
                        .map(nested -> nested.u32BigEndian(HOOK_NUMBER).orElse(-1))
                        .orElse(-1);
        return new FilterChain(
                attributes.string(TABLE).orElse(""),
                attributes.string(NAME).orElse(""),
                hook == Chain.Hook.FORWARD.number,
                attributes.u32BigEndian(POLICY).orElse(1) == 0);
    }

    /** Those of nf_tables in the socket's namespace; older kinds of filters are not seen. */
    public static List<FilterChain> list(NetlinkSocket socket) throws IOException {
        return socket.query(FilterRequests.listChains()).stream()
                .filter(reply -> reply.type() == FilterRequests.NEW_CHAIN)
                .map(FilterChain::read)
                .toList();
    }
}
