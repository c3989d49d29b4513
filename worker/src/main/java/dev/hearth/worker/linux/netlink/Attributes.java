package dev.hearth.worker.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Attributes as received, by type; of a type that comes twice the last counts. Bytes that are no
 * whole attribute end the list.
 */
public final class Attributes {
    private static final int TYPE_MASK = 0x3fff;
    private static final int HEADER = 4;

    private final Map<Integer, byte[]> values;

    private Attributes(Map<Integer, byte[]> values) {
        this.values = values;
    }

    static Attributes read(ByteBuffer from) {
        ByteBuffer in = from.slice().order(ByteOrder.nativeOrder());
        Map<Integer, byte[]> values = new LinkedHashMap<>();
        while (in.remaining() >= HEADER) {
            int start = in.position();
            int length = Short.toUnsignedInt(in.getShort());
            int type = Short.toUnsignedInt(in.getShort()) & TYPE_MASK;
            if (length < HEADER || start + length > in.limit()) {
                break;
            }
            byte[] value = new byte[length - HEADER];
            in.get(value);
            values.put(type, value);
            in.position(Math.min(in.limit(), start + aligned(length)));
        }
        return new Attributes(values);
    }

    static int aligned(int length) {
        return (length + 3) & ~3;
    }

    public Optional<byte[]> bytes(int type) {
        return Optional.ofNullable(values.get(type));
    }

    public Optional<String> string(int type) {
        return bytes(type).map(Attributes::withoutZero);
    }

    /** In the machine's order; empty when absent or too short. */
    public OptionalInt u32(int type) {
        return u32(type, ByteOrder.nativeOrder());
    }

    public OptionalInt u32BigEndian(int type) {
        return u32(type, ByteOrder.BIG_ENDIAN);
    }

    public Optional<Attributes> nested(int type) {
        return bytes(type).map(bytes -> read(ByteBuffer.wrap(bytes)));
    }

    private OptionalInt u32(int type, ByteOrder order) {
        byte[] value = values.get(type);
        return value == null || value.length < 4
                ? OptionalInt.empty()
                : OptionalInt.of(ByteBuffer.wrap(value).order(order).getInt());
    }

    private static String withoutZero(byte[] value) {
        int length = value.length;
        while (length > 0 && value[length - 1] == 0) {
            length--;
        }
        return new String(value, 0, length, StandardCharsets.UTF_8);
    }
}
