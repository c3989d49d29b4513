package dev.hearth.worker.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * One rule of a packet filter: conditions, left to right, then what becomes of a packet that meets
 * them all. IPv4. Immutable; every method returns a longer rule.
 */
public final class Rule {
    public static final int TCP = 6;
    public static final int UDP = 17;

    private static final int REGISTER = 1;
    private static final int VERDICT_REGISTER = 0;

    private static final int EQUAL = 0;
    private static final int NOT_EQUAL = 1;

    private static final int META_IN_NAME = 6;
    private static final int META_OUT_NAME = 7;
    private static final int META_PROTOCOL = 16;
    private static final int META_IN_GROUP = 21;

    private static final int NETWORK_HEADER = 1;
    private static final int TRANSPORT_HEADER = 2;
    private static final int SOURCE_OFFSET = 12;
    private static final int DESTINATION_OFFSET = 16;
    private static final int PORT_OFFSET = 2;

    private static final int STATE_ESTABLISHED = 2;
    private static final int STATE_RELATED = 4;

    private static final int NAME_BYTES = 16;
    private static final int VALUE = 1;
    private static final int ELEMENT = 1;
    private static final int EXPRESSION_NAME = 1;
    private static final int EXPRESSION_DATA = 2;

    private final List<Consumer<Payload>> expressions;

    private Rule(List<Consumer<Payload>> expressions) {
        this.expressions = List.copyOf(expressions);
    }

    /** Meets every packet. */
    public static Rule any() {
        return new Rule(List.of());
    }

    public Rule from(String link) {
        return meta(META_IN_NAME).compare(EQUAL, name(link));
    }

    public Rule notFrom(String link) {
        return meta(META_IN_NAME).compare(NOT_EQUAL, name(link));
    }

    public Rule fromGroup(int group) {
        return meta(META_IN_GROUP).compare(EQUAL, nativeNumber(group));
    }

    public Rule to(String link) {
        return meta(META_OUT_NAME).compare(EQUAL, name(link));
    }

    public Rule notTo(String link) {
        return meta(META_OUT_NAME).compare(NOT_EQUAL, name(link));
    }

    public Rule source(Prefix block) {
        return address(SOURCE_OFFSET, EQUAL, block);
    }

    public Rule destination(Prefix block) {
        return address(DESTINATION_OFFSET, EQUAL, block);
    }

    public Rule notDestination(Prefix block) {
        return address(DESTINATION_OFFSET, NOT_EQUAL, block);
    }

    /** A destination port of {@link #TCP} or {@link #UDP}. */
    public Rule port(int protocol, int port) {
        return meta(META_PROTOCOL)
                .compare(EQUAL, new byte[] {(byte) protocol})
                .payload(TRANSPORT_HEADER, PORT_OFFSET, 2)
                .compare(EQUAL, new byte[] {(byte) (port >>> 8), (byte) port});
    }

    /** Belongs to a connection that was let through before, or to an error about one. */
    public Rule established() {
        int states = STATE_ESTABLISHED | STATE_RELATED;
        return with(
                        "ct",
                        data -> data.attributeU32BigEndian(1, REGISTER).attributeU32BigEndian(2, 0))
                .mask(nativeNumber(states))
                .compare(NOT_EQUAL, new byte[4]);
    }

    public Rule drop() {
        return verdict(0);
    }

    public Rule accept() {
        return verdict(1);
    }

    /** Refuses with an ICMP error that says so, so that nobody waits for an answer. */
    public Rule reject() {
        int icmp = 0;
        int administrativelyProhibited = 13;
        return with(
                "reject",
                data ->
                        data.attributeU32BigEndian(1, icmp)
                                .attributeU8(2, administrativelyProhibited));
    }

    /** Gives the packet the address of the link it leaves by. Only in a chain of type nat. */
    public Rule masquerade() {
        return with("masq", data -> {});
    }

    void write(Payload payload) {
        expressions.forEach(expression -> expression.accept(payload));
    }

    private Rule meta(int key) {
        return with(
                "meta",
                data -> data.attributeU32BigEndian(2, key).attributeU32BigEndian(1, REGISTER));
    }

    private Rule address(int offset, int operation, Prefix block) {
        Rule loaded = payload(NETWORK_HEADER, offset, 4);
        Rule masked = block.length() == 32 ? loaded : loaded.mask(number(block.mask()));
        return masked.compare(operation, number(block.address()));
    }

    private Rule payload(int base, int offset, int length) {
        return with(
                "payload",
                data ->
                        data.attributeU32BigEndian(1, REGISTER)
                                .attributeU32BigEndian(2, base)
                                .attributeU32BigEndian(3, offset)
                                .attributeU32BigEndian(4, length));
    }

    private Rule mask(byte[] mask) {
        return with(
                "bitwise",
                data ->
                        data.attributeU32BigEndian(1, REGISTER)
                                .attributeU32BigEndian(2, REGISTER)
                                .attributeU32BigEndian(3, mask.length)
                                .nest(4, value -> value.attribute(VALUE, mask))
                                .nest(5, value -> value.attribute(VALUE, new byte[mask.length])));
    }

    private Rule compare(int operation, byte[] with) {
        return with(
                "cmp",
                data ->
                        data.attributeU32BigEndian(1, REGISTER)
                                .attributeU32BigEndian(2, operation)
                                .nest(3, value -> value.attribute(VALUE, with)));
    }

    private Rule verdict(int code) {
        int verdict = 2;
        return with(
                "immediate",
                data ->
                        data.attributeU32BigEndian(1, VERDICT_REGISTER)
                                .nest(
                                        2,
                                        value ->
                                                value.nest(
                                                        verdict,
                                                        it -> it.attributeU32BigEndian(1, code))));
    }

    private Rule with(String expression, Consumer<Payload> data) {
        List<Consumer<Payload>> longer = new ArrayList<>(expressions);
        longer.add(payload ->
                payload.nest(
                        ELEMENT,
                        element ->
                                element.attribute(EXPRESSION_NAME, expression)
                                        .nest(EXPRESSION_DATA, data)));
        return new Rule(longer);
    }

    private static byte[] name(String link) {
        return Arrays.copyOf(link.getBytes(StandardCharsets.US_ASCII), NAME_BYTES);
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    /** Unlike addresses, what the kernel computes itself is in the machine's order. */
    private static byte[] nativeNumber(int value) {
        return new Payload().u32(value).toBytes();
    }
}
