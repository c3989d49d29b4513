package dev.hearth.events.broker;

import java.nio.ByteBuffer;

/**
 * Finds whole records in the bytes of one journal file, as the broker's own reader does: type, id
 * of the file's present use, compact count, transaction, record, length, user type, body; and at
 * the end the whole length once more.
 */
final class RecordFrames {
    /** Format version, user version, id of the file's present use. */
    static final int HEADER = 16;

    /** The broker's own figure; it refuses all but it and the one before, which we never wrote. */
    static final int FORMAT = 2;

    static final int NONE = 0;

    private static final byte EVENT = 10;
    private static final byte ADD_IN_TRANSACTION = 13;
    private static final byte DELETE_IN_TRANSACTION = 15;
    private static final byte DELETE = 16;
    private static final byte PREPARE = 17;
    private static final byte COMMIT = 18;
    private static final byte ROLLBACK = 19;

    /** Type, file id, compact count. */
    private static final int START = 1 + Integer.BYTES + 1;

    private final ByteBuffer bytes;
    private final int size;
    private final int fileId;

    /**
     * @param bytes a whole file from index 0
     */
    RecordFrames(ByteBuffer bytes, int size, long fileId) {
        this.bytes = bytes;
        this.size = size;
        this.fileId = (int) (fileId & Integer.MAX_VALUE);
    }

    /** How long the whole record at this place is; {@link #NONE} when none is there. */
    int lengthAt(int at) {
        if (at + START > size || !isType(bytes.get(at)) || !isOfThisUse(at)) {
            return NONE;
        }
        long length = promisedAt(at);
        if (length == NONE || at + length > size) {
            return NONE;
        }
        int end = (int) (at + length);
        return bytes.getInt(end - Integer.BYTES) == length ? (int) length : NONE;
    }

    /** Where the next whole record begins; the file's size when none does. */
    int next(int from) {
        for (int at = from; at + START <= size; at++) {
            if (isType(bytes.get(at)) && lengthAt(at) != NONE) {
                return at;
            }
        }
        return size;
    }

    static boolean isType(byte type) {
        return type >= EVENT && type <= ROLLBACK;
    }

    /** Whether the id at the place where a record has it is that of the file's present use. */
    boolean isOfThisUse(int at) {
        return at + START <= size && bytes.getInt(at + 1) == fileId;
    }

    /** The length that the front of the record tells; {@link #NONE} when it makes no sense. */
    long promisedAt(int at) {
        byte type = bytes.get(at);
        int front = frontOf(type);
        if (front == NONE || at + front > size) {
            return NONE;
        }
        int body = bodyIsAt(type) == NONE ? 0 : bytes.getInt(at + bodyIsAt(type));
        return body < 0 ? NONE : (long) front + body + Integer.BYTES;
    }

    /** All that comes before the body. */
    static int frontOf(byte type) {
        return switch (type) {
            case EVENT, EVENT + 1, EVENT + 2 -> START + Long.BYTES + Integer.BYTES + 1;
            case ADD_IN_TRANSACTION, ADD_IN_TRANSACTION + 1 ->
                    START + 2 * Long.BYTES + Integer.BYTES + 1;
            case DELETE_IN_TRANSACTION -> START + 2 * Long.BYTES + Integer.BYTES;
            case DELETE, ROLLBACK -> START + Long.BYTES;
            case PREPARE -> START + Long.BYTES + 2 * Integer.BYTES;
            case COMMIT -> START + Long.BYTES + Integer.BYTES;
            default -> NONE;
        };
    }

    private static int bodyIsAt(byte type) {
        return switch (type) {
            case EVENT, EVENT + 1, EVENT + 2 -> START + Long.BYTES;
            case ADD_IN_TRANSACTION, ADD_IN_TRANSACTION + 1, DELETE_IN_TRANSACTION ->
                    START + 2 * Long.BYTES;
            case PREPARE -> START + Long.BYTES + Integer.BYTES;
            default -> NONE;
        };
    }
}
