package dev.hearth.worker.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.worker.linux.netlink.Chain;
import dev.hearth.worker.linux.netlink.FilterChain;
import dev.hearth.worker.linux.netlink.FilterRequests;
import dev.hearth.worker.linux.netlink.Link;
import dev.hearth.worker.linux.netlink.NetlinkSocket;
import dev.hearth.worker.linux.netlink.NetworkNamespace;
import dev.hearth.worker.linux.netlink.Route;
import dev.hearth.worker.linux.netlink.RouteRequests;
import dev.hearth.worker.linux.netlink.Veth;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a worker changes on its host, and that nothing of it stays. */
class HostNetworkTest {
    private static final Path FORWARDING = Path.of("/proc/sys/net/ipv4/ip_forward");

    private PrivateHost host;

    @BeforeEach
    void open() throws Exception {
        host = PrivateHost.open();
    }

    @AfterEach
    void close() throws Exception {
        host.close();
    }

    /** All that a worker could leave behind on its host. */
    private record State(
            List<String> links, List<Route> routes, List<FilterChain> filters, String forwarding) {
        static State read() throws IOException {
            try (NetlinkSocket route = NetlinkSocket.open(NetlinkSocket.ROUTE);
                    NetlinkSocket filter = NetlinkSocket.open(NetlinkSocket.NETFILTER)) {
                return new State(
                        Link.list(route).stream().map(Link::name).toList(),
                        Route.list(route),
                        FilterChain.list(filter),
                        Files.readString(FORWARDING).strip());
            }
        }
    }

    @Test
    void closingPutsTheHostBackAsItWas() throws Exception {
        State before = host.inside(State::read);
        try (VethSlots slots = host.openSlots()) {
            slots.take().close();
            State during = host.inside(State::read);
            assertTrue(during.links().contains("hearth00000001"));
            assertEquals(3, during.filters().size());
            assertEquals("1", during.forwarding());
        }
        assertEquals(before, host.inside(State::read));
    }

    @Test
    void forwardingStaysOnForLinksThatHaveCome() throws Exception {
        try (VethSlots _ = host.openSlots()) {
            host.inside(() -> addLink("docker0"));
        }
        assertEquals("1", host.inside(State::read).forwarding());
    }

    @Test
    void forwardingThatWasOnStaysOn() throws Exception {
        host.inside(() -> Files.writeString(FORWARDING, "1"));
        host.openSlots().close();
        assertEquals("1", host.inside(State::read).forwarding());
    }

    @Test
    void twoHundredSlotsLeaveNothing() throws Exception {
        try (VethSlots slots = host.openSlots()) {
            comeAndGo(slots, 10);
            int links = slots.router().links().size() - slots.addressesTaken();
            long descriptors = descriptors();
            comeAndGo(slots, 200);
            assertEquals(links, slots.router().links().size() - slots.addressesTaken());
            // The JVM gives descriptors of closed channels back a moment later.
            for (int i = 0; i < 1000 && descriptors() > descriptors; i++) {
                Thread.sleep(10);
            }
            assertTrue(
                    descriptors() <= descriptors,
                    () -> "left open: " + openFiles().toList().toString());
        }
    }

    /** Waits until only the ready ones are left. */
    private static void comeAndGo(VethSlots slots, int count) throws Exception {
        List<NetworkSlot> taken = Stream.generate(() -> take(slots)).limit(count).toList();
        assertEquals(count, taken.stream().map(s -> ((VethSlot) s).number()).distinct().count());
        taken.forEach(NetworkSlot::close);
        for (int i = 0; i < 1000 && (slots.addressesTaken() > 2 || slots.ready() < 2); i++) {
            Thread.sleep(10);
        }
        assertEquals(2, slots.addressesTaken());
    }

    private static NetworkSlot take(VethSlots slots) {
        try {
            return slots.take();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static long descriptors() {
        return openFiles().count();
    }

    private static Stream<String> openFiles() {
        String[] all = new File("/proc/self/fd").list();
        return Stream.of(all == null ? new String[0] : all).map(HostNetworkTest::target);
    }

    /** What a descriptor stands for; its number when it has just been closed. */
    private static String target(String descriptor) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd", descriptor)).toString();
        } catch (IOException e) {
            return descriptor;
        }
    }

    @Test
    void leftoversAreSwept() throws Exception {
        State before = host.inside(State::read);
        host.inside(() -> addLink(host.config().hostLink()));
        host.inside(() -> addTable(host.config().table()));
        try (VethSlots slots = host.openSlots()) {
            assertFalse(slots.take().resolvConf().isEmpty());
        }
        assertEquals(before, host.inside(State::read));
    }

    private static boolean addLink(String name) throws IOException {
        try (NetlinkSocket socket = NetlinkSocket.open(NetlinkSocket.ROUTE);
                NetworkNamespace here = NetworkNamespace.current()) {
            byte[] hardware = {2, 0, 0, 0, 0, 9};
            socket.execute(
                    RouteRequests.addVeth(new Veth(name, 0, "peer", here.fd(), hardware, 1500)));
            return true;
        }
    }

    private static boolean addTable(String name) throws IOException {
        try (NetlinkSocket socket = NetlinkSocket.open(NetlinkSocket.NETFILTER)) {
            Chain chain = new Chain("old", Chain.Hook.INPUT, Chain.Otherwise.DROP, List.of());
            socket.execute(FilterRequests.create(name, FilterRequests.PLAIN, List.of(chain)));
            return true;
        }
    }

    @Test
    void aSubnetThatTheHostHasRoutesIntoIsLeftAlone() throws Exception {
        try (VethSlots first = host.openSlots()) {
            NetworkConfig other =
                    new NetworkConfig(
                            "00000002",
                            NetworkPolicy.INTERNET,
                            1,
                            host.config().resolvConf(),
                            host.config().forwardingNote());
            try (VethSlots second = host.openSlots(other)) {
                assertFalse(first.subnet().block().overlaps(second.subnet().block()));
                second.take().close();
            }
            first.take().close();
        }
    }
}
