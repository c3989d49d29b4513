package dev.hearth.worker.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Builds what follows a netlink header: fixed fields first, then attributes, each padded to four
 * bytes. Numbers are in the machine's order unless a method says otherwise.
 */
final class Payload {
    private static final int NESTED = 0x8000;
    private static final int ATTRIBUTE_HEADER = 4;

    private ByteBuffer buffer = ByteBuffer.allocate(256).order(ByteOrder.nativeOrder());

    Payload u8(int value) {
        room(1).put((byte) value);
        return this;
    }

    Payload u16(int value) {
        room(2).putShort((short) value);
        return this;
    }

    Payload u16BigEndian(int value) {
        return u8(value >>> 8).u8(value);
    }

    Payload u32(int value) {
        room(4).putInt(value);
        return this;
    }

    Payload bytes(byte[] value) {
        room(value.length).put(value);
        return this;
    }

    Payload attribute(int type, byte[] value) {
        u16(ATTRIBUTE_HEADER + value.length).u16(type).bytes(value);
        return pad();
    }

    /** A string attribute, with the zero byte that ends it. */
    Payload attribute(int type, String value) {
        return attribute(type, (value + '\0').getBytes(StandardCharsets.US_ASCII));
    }

    Payload attributeU8(int type, int value) {
        return attribute(type, new byte[] {(byte) value});
    }

    Payload attributeU32(int type, int value) {
        return u16(ATTRIBUTE_HEADER + 4).u16(type).u32(value);
    }

    /** As nf_tables takes its numbers. */
    Payload attributeU32BigEndian(int type, int value) {
        return u16(ATTRIBUTE_HEADER + 4).u16(type).u16BigEndian(value >>> 16).u16BigEndian(value);
    }

    Payload nest(int type, Consumer<Payload> content) {
        int start = buffer.position();
        u16(0).u16(type | NESTED);
        content.accept(this);
        buffer.putShort(start, (short) (buffer.position() - start));
        return this;
    }

    byte[] toBytes() {
        byte[] bytes = new byte[buffer.position()];
        buffer.get(0, bytes);
        return bytes;
    }

    private Payload pad() {
        while (buffer.position() % 4 != 0) {
            u8(0);
        }
        return this;
    }

    private ByteBuffer room(int length) {
        if (buffer.remaining() < length) {
            int capacity = Math.max(buffer.capacity() * 2, buffer.position() + length);
            ByteBuffer larger = ByteBuffer.allocate(capacity).order(ByteOrder.nativeOrder());
            larger.put(buffer.flip());
            buffer = larger;
        }
        return buffer;
    }
}
