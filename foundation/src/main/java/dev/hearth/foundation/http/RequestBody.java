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

    /** What became of a part. */
    enum Taken {
        KEPT,
        /** The body has more than it may have. */
        TOO_LARGE,
        /** There is no memory for it now. */
        NO_ROOM
    }

    private final long max;
    private final BodyBudget budget;
    private final int expected;
    private byte[] bytes = EMPTY;
    private int size;
    private long counted;

    /**
     * @param declared the length announced; -1 when it was not
     */
    RequestBody(long declared, long max, BodyBudget budget) {
        this.max = max;
        this.budget = budget;
        this.expected = (int) Math.min(Math.max(declared, 0), Integer.MAX_VALUE);
    }

    /** A part that is not kept leaves the body as it was. */
    Taken add(ByteBuf part) {
        int length = part.readableBytes();
        if ((long) size + length > max) {
            return Taken.TOO_LARGE;
        }
        if (!ensure(size + length)) {
            return Taken.NO_ROOM;
        }
        part.readBytes(bytes, size, length);
        size += length;
        return Taken.KEPT;
    }

    private boolean ensure(int needed) {
        if (needed <= bytes.length) {
            return true;
        }
        long doubled = Math.max(2L * bytes.length, FIRST_BYTES);
        long wanted = expected >= needed ? Math.min(expected, doubled) : doubled;
        int capacity = (int) Math.max(needed, Math.min(wanted, max));
        if (capacity > BodyBudget.UNCOUNTED_BYTES) {
            if (!budget.take(capacity - counted)) {
                return false;
            }
            counted = capacity;
        }
        bytes = Arrays.copyOf(bytes, capacity);
        return true;
    }

    /** Gives its memory back to the budget; a second time changes nothing. */
    void release() {
        if (counted > 0) {
            budget.give(counted);
            counted = 0;
        }
    }

    byte[] whole() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }
}
