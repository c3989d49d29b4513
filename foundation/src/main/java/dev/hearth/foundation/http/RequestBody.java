package dev.hearth.foundation.http;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * A body as it arrives. One of known length that comes in one piece is copied once; a long one
 * grows with what has come, so a client that only announces much costs nothing.
 */
final class RequestBody {
    private static final int FIRST_BYTES = 16 * 1024;

    static final byte[] EMPTY = {};

    private final long max;
    private final int expected;
    private byte[] bytes = EMPTY;
    private int size;

    /**
     * @param declared the length announced; -1 when it was not
     */
    RequestBody(long declared, long max) {
        this.max = max;
        this.expected = (int) Math.min(Math.max(declared, 0), Integer.MAX_VALUE);
    }

    /** False when this part is more than the body may have; then it is not kept. */
    boolean add(ByteBuf part) {
        int length = part.readableBytes();
        if ((long) size + length > max) {
            return false;
        }
        ensure(size + length);
        part.readBytes(bytes, size, length);
        size += length;
        return true;
    }

    private void ensure(int needed) {
        if (needed <= bytes.length) {
            return;
        }
        long doubled = Math.max(2L * bytes.length, FIRST_BYTES);
        long wanted = expected >= needed ? Math.min(expected, doubled) : doubled;
        bytes = Arrays.copyOf(bytes, (int) Math.max(needed, Math.min(wanted, max)));
    }

    byte[] whole() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }
}
