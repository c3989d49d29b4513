package dev.hearth.worker.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.worker.linux.netlink.Chain;
import dev.hearth.worker.linux.netlink.FilterRequests;
import dev.hearth.worker.linux.netlink.NetlinkSocket;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkCheckTest {
    @Test
    void nothingIsMissingWhereTheOtherTestsPass() {
        assertEquals(List.of(), NetworkCheck.missing());
    }

    @Test
    void aForeignFilterThatDropsWhatPassesIsNamed() throws Exception {
        try (PrivateHost host = PrivateHost.open()) {
            host.inside(() -> addForwardFilter("firewall", Chain.Otherwise.DROP));
            host.inside(() -> addForwardFilter("harmless", Chain.Otherwise.ACCEPT));
            List<String> obstacles = host.inside(NetworkCheck::obstacles);
            assertEquals(1, obstacles.size());
            assertTrue(obstacles.getFirst().startsWith("packet filter firewall, chain passing,"));
        }
    }

    @Test
    void aWorkersOwnFilterIsNoObstacle() throws Exception {
        try (PrivateHost host = PrivateHost.open();
                VethSlots slots = host.openSlots()) {
            assertTrue(slots.take().hostAddress().isPresent());
            assertEquals(List.of(), host.inside(NetworkCheck::obstacles));
        }
    }

    private static boolean addForwardFilter(String table, Chain.Otherwise otherwise)
            throws IOException {
        try (NetlinkSocket socket = NetlinkSocket.open(NetlinkSocket.NETFILTER)) {
            Chain chain = new Chain("passing", Chain.Hook.FORWARD, otherwise, List.of());
            socket.execute(FilterRequests.create(table, FilterRequests.PLAIN, List.of(chain)));
            return true;
        }
    }
}
