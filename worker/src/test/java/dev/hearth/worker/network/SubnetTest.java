package dev.hearth.worker.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.worker.linux.netlink.Link;
import dev.hearth.worker.linux.netlink.Prefix;
import dev.hearth.worker.linux.netlink.Route;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubnetTest {
    private static List<Route> routes(String... destinations) {
        return List.of(destinations).stream().map(d -> new Route(Prefix.parse(d), 2)).toList();
    }

    @Test
    void anOrdinaryHostLeavesTheFirstCandidateFree() throws Exception {
        Subnet subnet = Subnet.free(routes("0.0.0.0/0", "192.168.1.0/24", "172.17.0.0/16"));
        assertEquals("10.213.0.0/16", subnet.block().toString());
        assertEquals("10.213.0.1", Prefix.format(subnet.gateway()));
        assertEquals("10.213.0.2", Prefix.format(subnet.host()));
        assertEquals("10.213.1.0", Prefix.format(subnet.slot(0)));
    }

    @Test
    void everySlotIsInside() throws Exception {
        Subnet subnet = Subnet.free(List.of());
        int last = subnet.slot(Subnet.SLOTS - 1);
        assertTrue(subnet.block().overlaps(Prefix.host(last)), Prefix.format(last));
    }

    @Test
    void aNetworkOfTheHostIsAvoided() throws Exception {
        assertEquals("172.29.0.0/16", Subnet.free(routes("10.0.0.0/8")).block().toString());
        assertEquals("10.214.0.0/16", Subnet.free(routes("10.213.7.0/24")).block().toString());
    }

    @Test
    void halvesOfTheInternetAreADefaultRoute() throws Exception {
        Subnet subnet = Subnet.free(routes("0.0.0.0/1", "128.0.0.0/1"));
        assertEquals("10.213.0.0/16", subnet.block().toString());
    }

    @Test
    void aHostThatUsesThemAllIsTold() {
        List<Route> all = routes("10.0.0.0/8", "172.16.0.0/12", "198.18.0.0/15");
        IOException refusal = assertThrows(IOException.class, () -> Subnet.free(all));
        assertTrue(refusal.toString().contains("10.213.0.0/16"), refusal.toString());
    }

    @Test
    void packetsFitTheHostsWayOut() {
        List<Link> links =
                List.of(
                        new Link(1, "lo", 65_536, true, true),
                        new Link(2, "eth0", 1400, true, true),
                        new Link(3, "jumbo", 9000, true, true));
        assertEquals(1400, Router.mtu(routes("0.0.0.0/0", "10.0.0.0/8"), links));
        assertEquals(1500, Router.mtu(List.of(), links));
        Route jumbo = new Route(Prefix.parse("0.0.0.0/0"), 3);
        assertEquals(1500, Router.mtu(List.of(jumbo), links));
    }
}
