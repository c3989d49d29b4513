package dev.hearth.worker.linux.netlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bytes of requests, as a little-endian kernel reads them. */
class RequestTest {
    private static final byte[] HARDWARE = {2, 'H', 10, (byte) 213, 1, 0};

    @Test
    void thisMachineIsLittleEndian() {
        assertEquals(ByteOrder.LITTLE_ENDIAN, ByteOrder.nativeOrder());
    }

    @Test
    void messagesAreNumberedAndAligned() {
        Request odd = new Request("odd", 99, Request.ACK, new byte[] {1, 2, 3});
        String first = "13000000" + "6300" + "0500" + "07000000" + "00000000" + "01020300";
        String second = "13000000" + "6300" + "0500" + "08000000" + "00000000" + "01020300";
        assertEquals(first + second, hex(Request.encode(List.of(odd, odd), 7)));
    }

    @Test
    void aLinkIsSetUp() {
        assertPayload("00 00 0000 07000000 01000000 01000000", RouteRequests.setUp(7));
    }

    @Test
    void aLinkChangesItsGroup() {
        assertPayload(
                "00 00 0000 07000000 00000000 00000000 0800 1b00 02000000",
                RouteRequests.setGroup(7, 2));
    }

    @Test
    void anAddressIsInNetworkOrder() {
        assertPayload(
                "02 20 00 00 07000000 0800 0200 0ad50100",
                RouteRequests.addAddress(7, Prefix.parse("10.213.1.0").address()));
    }

    @Test
    void aRouteLeadsToALink() {
        assertPayload(
                "02 10 00 00 fe 04 fd 01 00000000 0800 0100 0ad50000 0800 0400 07000000",
                RouteRequests.addRoute(Prefix.parse("10.213.0.0/16"), 7));
    }

    @Test
    void aDefaultRouteHasNoDestination() {
        assertPayload(
                "02 00 00 00 fe 04 00 01 04000000"
                        + "0800 0400 07000000 0800 0500 0ad50001 0800 0700 0ad50100",
                RouteRequests.addRoute(
                        new Prefix(0, 0),
                        7,
                        Prefix.parse("10.213.0.1").address(),
                        Prefix.parse("10.213.1.0").address()));
    }

    @Test
    void aVethDescribesBothItsEnds() {
        Request request = RouteRequests.addVeth(new Veth("slot0", 2, "eth0", 33, HARDWARE, 1400));
        Attributes near = new Reply(0, 0, 0, request.payload()).attributes(16);
        Attributes info = near.nested(18).orElseThrow();
        byte[] peer = info.nested(2).orElseThrow().bytes(1).orElseThrow();
        Attributes far = Attributes.read(ByteBuffer.wrap(peer).position(16));

        assertEquals("slot0", near.string(3).orElseThrow());
        assertEquals(2, near.u32(27).orElseThrow());
        assertEquals(1400, near.u32(4).orElseThrow());
        assertEquals("veth", info.string(1).orElseThrow());
        assertEquals("eth0", far.string(3).orElseThrow());
        assertEquals(33, far.u32(28).orElseThrow());
        assertEquals(HexFormat.of().formatHex(HARDWARE), hex(far.bytes(1).orElseThrow()));
        assertEquals(hex(near.bytes(1).orElseThrow()), hex(far.bytes(1).orElseThrow()));
    }

    @Test
    void aRuleIsAListOfExpressions() {
        Payload payload = new Payload();
        Rule.any().destination(Prefix.parse("169.254.0.0/16")).drop().write(payload);
        assertEquals(
                // payload: register 1 = 4 bytes at 16 of the network header
                "34000180"
                        + "0c000100"
                        + "7061796c6f616400"
                        + "24000280"
                        + "0800010000000001"
                        + "0800020000000001"
                        + "0800030000000010"
                        + "0800040000000004"
                        // bitwise: register 1 = register 1 & ffff0000 ^ 0
                        + "44000180"
                        + "0c000100"
                        + "6269747769736500"
                        + "34000280"
                        + "0800010000000001"
                        + "0800020000000001"
                        + "0800030000000004"
                        + "0c000480"
                        + "08000100ffff0000"
                        + "0c000580"
                        + "0800010000000000"
                        // cmp: register 1 = a9fe0000
                        + "2c000180"
                        + "08000100636d7000"
                        + "20000280"
                        + "0800010000000001"
                        + "0800020000000000"
                        + "0c000380"
                        + "08000100a9fe0000"
                        // immediate: verdict = drop
                        + "30000180"
                        + "0e000100"
                        + "696d6d656469617465000000"
                        + "1c000280"
                        + "0800010000000000"
                        + "10000280"
                        + "0c000280"
                        + "0800010000000000",
                hex(payload.toBytes()));
    }

    @Test
    void aBatchBeginsAndEnds() {
        List<Request> batch = FilterRequests.delete("hearth-1");
        assertEquals(List.of(16, 0x0a02, 17), batch.stream().map(Request::type).toList());
        assertEquals("0000000a", hex(batch.getFirst().payload()));
        assertTrue(batch.get(1).wantsAnswer());
    }

    private static void assertPayload(String expected, Request request) {
        assertEquals(expected.replace(" ", ""), hex(request.payload()));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
