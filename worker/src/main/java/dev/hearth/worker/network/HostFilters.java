package dev.hearth.worker.network;

import dev.hearth.worker.linux.netlink.Chain;
import dev.hearth.worker.linux.netlink.FilterRequests;
import dev.hearth.worker.linux.netlink.NetlinkException;
import dev.hearth.worker.linux.netlink.NetlinkSocket;
import java.io.IOException;
import java.util.List;

/**
 * The worker's table of packet filters on the host. The kernel ties it to a socket of this process
 * and removes it when the process ends, however that happens; no one else's {@code flush ruleset}
 * takes it away. Kernels before 5.12 cannot: there it is removed at close, or at the next start.
 */
final class HostFilters implements AutoCloseable {
    private final NetlinkSocket owner;
    private final String table;

    private HostFilters(NetlinkSocket owner, String table) {
        this.owner = owner;
        this.table = table;
    }

    /** In the calling thread's namespace. */
    static HostFilters install(String table, List<Chain> chains) throws IOException {
        NetlinkSocket owner = NetlinkSocket.open(NetlinkSocket.NETFILTER);
        try {
            try {
                owner.execute(FilterRequests.create(table, FilterRequests.OWNED, chains));
            } catch (NetlinkException e) {
                if (!e.isUnsupported()) {
                    throw e;
                }
                owner.execute(FilterRequests.create(table, FilterRequests.PLAIN, chains));
            }
            return new HostFilters(owner, table);
        } catch (IOException e) {
            owner.close();
            throw e;
        }
    }

    /** Removes the table that an earlier process has left, if there is one. */
    static void remove(String table) throws IOException {
        try (NetlinkSocket socket = NetlinkSocket.open(NetlinkSocket.NETFILTER)) {
            socket.execute(FilterRequests.delete(table));
        } catch (NetlinkException e) {
            if (!e.isAbsent()) {
                throw e;
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (owner) {
            owner.execute(FilterRequests.delete(table));
        }
    }
}
