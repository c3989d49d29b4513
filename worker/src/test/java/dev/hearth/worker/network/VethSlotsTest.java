package dev.hearth.worker.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.worker.linux.netlink.Link;
import dev.hearth.worker.linux.netlink.NetlinkSocket;
import dev.hearth.worker.linux.netlink.NetworkNamespace;
import dev.hearth.worker.linux.netlink.Prefix;
import dev.hearth.worker.linux.netlink.RouteRequests;
import dev.hearth.worker.network.dns.DnsListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What sandboxes can reach, tried from inside with all the rights that a sandbox lacks. */
class VethSlotsTest {
    private static final int PORT = 7070;

    private PrivateHost host;
    private VethSlots slots;

    @BeforeEach
    void open() throws Exception {
        host = PrivateHost.open();
        slots = host.openSlots();
    }

    @AfterEach
    void close() throws Exception {
        slots.close();
        host.close();
    }

    @Test
    void servicesAtTheHostsAddressAreReached() throws Exception {
        NetworkSlot slot = slots.take();
        String address = slot.hostAddress().orElseThrow();
        try (Greeter _ = Greeter.at(host.namespace(), address, PORT, 'h')) {
            assertEquals('h', Inside.tcp(Inside.of(slot), address, PORT));
            assertEquals('h', Inside.udp(Inside.of(slot), address, PORT));
            assertTrue(slot.hosts().contains(address + " host.hearth.internal"));
        }
    }

    @Test
    void noOtherAddressOfTheHostIsReached() throws Exception {
        NetworkNamespace slot = Inside.of(slots.take());
        String external = PrivateHost.HOST_ADDRESS;
        try (Greeter _ = Greeter.at(host.namespace(), "127.0.0.1", PORT, 'l');
                Greeter _ = Greeter.at(host.namespace(), external, PORT, 'e')) {
            assertEquals('l', Inside.tcp(host.namespace(), "127.0.0.1", PORT));
            assertEquals('e', Inside.tcp(host.namespace(), external, PORT));
            Inside.assertNoWay(slot, external, PORT);
            Inside.assertNoWay(slot, Prefix.format(slots.subnet().host()), PORT);
            Inside.assertNoWay(slot, Prefix.format(slots.subnet().gateway()), PORT);
            Inside.run(slot, VethSlotsTest::sendLoopbackOut);
            Inside.assertNoWay(slot, "127.0.0.1", PORT);
        }
    }

    /** Makes 127.0.0.1 of the calling thread's namespace an address like any other. */
    private static Path sendLoopbackOut() throws IOException {
        try (NetlinkSocket socket = NetlinkSocket.open(NetlinkSocket.ROUTE)) {
            socket.execute(RouteRequests.setDown(Link.named(socket, "lo").index()));
        }
        return Files.writeString(Path.of("/proc/sys/net/ipv4/conf/all/route_localnet"), "1");
    }

    @Test
    void theWorldIsReachedByAnAddressItKnows() throws Exception {
        NetworkNamespace slot = Inside.of(slots.take());
        try (Greeter _ = Greeter.at(host.world(), PrivateHost.PUBLIC_ADDRESS, PORT, 'w')) {
            assertEquals('w', Inside.tcp(slot, PrivateHost.PUBLIC_ADDRESS, PORT));
            assertEquals('w', Inside.udp(slot, PrivateHost.PUBLIC_ADDRESS, PORT));
        }
    }

    @Test
    void theWorldDoesNotReachASlot() throws Exception {
        NetworkSlot slot = slots.take();
        String address = address(slot);
        String hostAddress = slot.hostAddress().orElseThrow();
        try (Greeter _ = Greeter.at(Inside.of(slot), address, PORT, 's');
                Greeter _ = Greeter.at(host.namespace(), hostAddress, PORT, 'h')) {
            Inside.run(host.world(), this::routeToSlotsFromWorld);
            assertEquals('s', Inside.tcp(Inside.of(slot), address, PORT));
            Inside.assertNoWay(host.world(), address, PORT);
            Inside.assertNoWay(host.world(), hostAddress, PORT);
        }
    }

    private boolean routeToSlotsFromWorld() throws IOException {
        try (NetlinkSocket socket = NetlinkSocket.open(NetlinkSocket.ROUTE)) {
            socket.execute(
                    RouteRequests.addRoute(
                            slots.subnet().block(),
                            Link.named(socket, "host").index(),
                            PrivateHost.address(PrivateHost.HOST_ADDRESS),
                            PrivateHost.address(PrivateHost.PUBLIC_ADDRESS)));
            return true;
        }
    }

    @Test
    void theCloudsMetadataServiceIsNotReached() throws Exception {
        NetworkNamespace slot = Inside.of(slots.take());
        try (Greeter _ = Greeter.at(host.world(), PrivateHost.METADATA_ADDRESS, 80, 'm')) {
            assertEquals('m', Inside.tcp(host.namespace(), PrivateHost.METADATA_ADDRESS, 80));
            Inside.assertNoWay(slot, PrivateHost.METADATA_ADDRESS, 80);
        }
    }

    @Test
    void slotsDoNotReachOneAnother() throws Exception {
        NetworkNamespace one = Inside.of(slots.take());
        NetworkSlot other = slots.take();
        String address = address(other);
        try (Greeter _ = Greeter.at(Inside.of(other), address, PORT, 'o')) {
            assertEquals('o', Inside.tcp(Inside.of(other), address, PORT));
            Inside.assertNoWay(one, address, PORT);
            Inside.assertNoWay(one, address, SlotNamespace.RUNTIME_API_PORT);
            Inside.assertNoWay(one, address, SlotNamespace.HEARTH_API_PORT);
        }
    }

    @Test
    void aSlotCannotSpeakInAnothersName() throws Exception {
        NetworkSlot honest = slots.take();
        NetworkSlot liar = slots.take();
        String hostAddress = honest.hostAddress().orElseThrow();
        try (Greeter greeter = Greeter.at(host.namespace(), hostAddress, PORT, 'h')) {
            assertEquals('h', Inside.udp(Inside.of(honest), hostAddress, PORT));
            assertEquals(1, greeter.datagrams());
            for (String stolen :
                    new String[] {address(honest), PrivateHost.PUBLIC_ADDRESS, hostAddress}) {
                assertThrows(
                        IOException.class,
                        () -> Inside.run(Inside.of(liar), () -> lie(stolen, hostAddress)));
            }
            assertEquals(1, greeter.datagrams());
        }
    }

    /** Takes an address and sends from it. */
    private static int lie(String address, String to) throws IOException {
        try (NetlinkSocket socket = NetlinkSocket.open(NetlinkSocket.ROUTE)) {
            int link = Link.named(socket, Router.SLOT_LINK).index();
            socket.execute(RouteRequests.addAddress(link, PrivateHost.address(address)));
        }
        return Inside.udp(new InetSocketAddress(InetAddress.ofLiteral(address), 0), to, PORT);
    }

    @Test
    void privateMeansPrivateNetworksOnly() throws Exception {
        NetworkSlot slot = slots.take();
        slot.restrict(NetworkPolicy.PRIVATE);
        String hostAddress = slot.hostAddress().orElseThrow();
        try (Greeter _ = Greeter.at(host.world(), "0.0.0.0", PORT, 'w');
                Greeter _ = Greeter.at(host.namespace(), hostAddress, PORT, 'h')) {
            assertEquals('h', Inside.tcp(Inside.of(slot), hostAddress, PORT));
            assertEquals('w', Inside.tcp(Inside.of(slot), PrivateHost.PRIVATE_ADDRESS, PORT));
            Inside.assertNoWay(Inside.of(slot), PrivateHost.PUBLIC_ADDRESS, PORT);
        }
    }

    @Test
    void noneMeansNoWayOut() throws Exception {
        NetworkSlot slot = slots.take();
        slot.restrict(NetworkPolicy.NONE);
        String hostAddress = slot.hostAddress().orElseThrow();
        String gateway = Prefix.format(slots.subnet().gateway());
        try (Greeter _ = Greeter.at(host.world(), "0.0.0.0", PORT, 'w');
                Greeter _ = Greeter.at(host.namespace(), hostAddress, PORT, 'h')) {
            Inside.assertNoWay(Inside.of(slot), hostAddress, PORT);
            Inside.assertNoWay(Inside.of(slot), PrivateHost.PRIVATE_ADDRESS, PORT);
            Inside.assertNoWay(Inside.of(slot), PrivateHost.PUBLIC_ADDRESS, PORT);
            Inside.assertNoWay(Inside.of(slot), gateway, DnsListener.PORT);
        }
    }

    private String address(NetworkSlot slot) {
        return Prefix.format(slots.subnet().slot(((VethSlot) slot).number()));
    }
}
