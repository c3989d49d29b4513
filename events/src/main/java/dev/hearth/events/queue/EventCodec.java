package dev.hearth.events.queue;

import dev.hearth.api.events.AsyncEvent;
import dev.hearth.api.function.FunctionId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The stored form of an event: type and version (a byte each), then fields (tag, a byte; length,
 * four; value), then the CRC-32C of all that. A field may be added without a new version: readers
 * keep what they do not know. A new version is for what an older reader must not touch.
 */
final class EventCodec {
    static final byte TYPE = 'E';
    static final byte VERSION = 1;

    private static final int HEAD = 2;
    private static final int CHECKSUM = Integer.BYTES;
    private static final int FIELD = 1 + Integer.BYTES;
    private static final int INSTANT = Long.BYTES + Integer.BYTES;

    private static final byte REQUEST_ID = 1;
    private static final byte ACCOUNT = 2;
    private static final byte REGION = 3;
    private static final byte FUNCTION = 4;
    private static final byte QUALIFIER = 5;
    private static final byte TRACE_ID = 6;
    private static final byte ACCEPTED_AT = 7;
    private static final byte INVOKES = 8;
    private static final byte FUNCTION_ERRORS = 9;
    private static final byte SYSTEM_ERRORS = 10;
    private static final byte DUE = 11;
    private static final byte PAYLOAD = 12;
    private static final byte UNTOLD = 13;

    private EventCodec() {}

    static byte[] encode(StoredEvent stored) {
        QueuedEvent queued = stored.event();
        AsyncEvent event = queued.event();
        byte[] requestId = utf8(event.requestId());
        byte[] account = utf8(event.function().account());
        byte[] region = utf8(event.function().region());
        byte[] name = utf8(event.function().name());
        Optional<byte[]> qualifier = event.qualifier().map(EventCodec::utf8);
        byte[] traceId = utf8(event.traceId());
        Optional<byte[]> untold = queued.untold().map(UntoldCodec::encode);
        int size =
                HEAD
                        + (12 - (qualifier.isPresent() ? 0 : 1)) * FIELD
                        + requestId.length
                        + account.length
                        + region.length
                        + name.length
                        + qualifier.map(bytes -> bytes.length).orElse(0)
                        + traceId.length
                        + 2 * INSTANT
                        + 3 * Integer.BYTES
                        + event.payload().length
                        + untold.map(bytes -> FIELD + bytes.length).orElse(0)
                        + stored.unknown().length
                        + CHECKSUM;
        ByteBuffer out = ByteBuffer.allocate(size).put(TYPE).put(VERSION);
        put(out, REQUEST_ID, requestId);
        put(out, ACCOUNT, account);
        put(out, REGION, region);
        put(out, FUNCTION, name);
        qualifier.ifPresent(bytes -> put(out, QUALIFIER, bytes));
        put(out, TRACE_ID, traceId);
        put(out, ACCEPTED_AT, event.acceptedAt());
        put(out, INVOKES, queued.invokes());
        put(out, FUNCTION_ERRORS, queued.functionErrors());
        put(out, SYSTEM_ERRORS, queued.systemErrors());
        put(out, DUE, queued.due());
        put(out, PAYLOAD, event.payload());
        untold.ifPresent(bytes -> put(out, UNTOLD, bytes));
        out.put(stored.unknown());
        out.putInt(checksum(out.array(), size - CHECKSUM));
        return out.array();
    }

    static StoredEvent decode(byte[] bytes) throws DamagedEventException, NewerEventException {
        if (bytes.length < HEAD + CHECKSUM || bytes[0] != TYPE) {
            throw new DamagedEventException("not an event");
        }
        int end = bytes.length - CHECKSUM;
        if (ByteBuffer.wrap(bytes).getInt(end) != checksum(bytes, end)) {
            throw new DamagedEventException("its checksum does not fit");
        }
        if (bytes[1] != VERSION) {
            throw new NewerEventException(
                    "it has version " + bytes[1] + "; this Hearth reads " + VERSION);
        }
        try {
            return new Fields(ByteBuffer.wrap(bytes, HEAD, end - HEAD)).event();
        } catch (BufferUnderflowException
                | DateTimeException
                | NegativeArraySizeException
                | IllegalArgumentException
                | IOException e) {
            throw new DamagedEventException("its fields do not fit: " + e);
        }
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void put(ByteBuffer out, byte tag, byte[] value) {
        out.put(tag).putInt(value.length).put(value);
    }

    private static void put(ByteBuffer out, byte tag, int value) {
        out.put(tag).putInt(Integer.BYTES).putInt(value);
    }

    private static void put(ByteBuffer out, byte tag, Instant value) {
        out.put(tag).putInt(INSTANT).putLong(value.getEpochSecond()).putInt(value.getNano());
    }

    /** The fields of one event, as they are read. */
    private static final class Fields {
        private final byte[][] known = new byte[UNTOLD + 1][];
        private final byte[] unknown;

        Fields(ByteBuffer in) {
            ByteArrayOutputStream rest = new ByteArrayOutputStream(0);
            while (in.hasRemaining()) {
                byte tag = in.get();
                int length = in.getInt();
                if (length > in.remaining()) {
                    throw new BufferUnderflowException();
                }
                byte[] value = new byte[length];
                in.get(value);
                if (tag > 0 && tag <= UNTOLD) {
                    known[tag] = value;
                } else {
                    rest.writeBytes(ByteBuffer.allocate(FIELD).put(tag).putInt(length).array());
                    rest.writeBytes(value);
                }
            }
            unknown = rest.toByteArray();
        }

        StoredEvent event() throws IOException, NewerEventException {
            AsyncEvent event =
                    new AsyncEvent(
                            text(REQUEST_ID),
                            new FunctionId(text(ACCOUNT), text(REGION), text(FUNCTION)),
                            known[QUALIFIER] == null
                                    ? Optional.empty()
                                    : Optional.of(text(QUALIFIER)),
                            bytes(PAYLOAD),
                            text(TRACE_ID),
                            instant(ACCEPTED_AT));
            return new StoredEvent(
                    new QueuedEvent(
                            event,
                            number(INVOKES),
                            number(FUNCTION_ERRORS),
                            number(SYSTEM_ERRORS),
                            instant(DUE),
                            untold()),
                    unknown);
        }

        private Optional<Untold> untold() throws IOException, NewerEventException {
            byte[] value = known[UNTOLD];
            return value == null
                    ? Optional.empty()
                    : Optional.of(
                            UntoldCodec.decode(
                                    new DataInputStream(new ByteArrayInputStream(value))));
        }

        private byte[] bytes(byte tag) {
            byte[] value = known[tag];
            if (value == null) {
                throw new BufferUnderflowException();
            }
            return value;
        }

        private String text(byte tag) {
            return new String(bytes(tag), StandardCharsets.UTF_8);
        }

        private int number(byte tag) {
            return ByteBuffer.wrap(bytes(tag)).getInt();
        }

        private Instant instant(byte tag) {
            ByteBuffer value = ByteBuffer.wrap(bytes(tag));
            return Instant.ofEpochSecond(value.getLong(), value.getInt());
        }
    }
}
