package dev.hearth.events.mapping;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Events of the form {@code {"Records":[...]}}, none larger than an invoke takes. */
public final class RecordsPayload {
    private static final byte[] HEAD = "{\"Records\":[".getBytes(US_ASCII);
    private static final byte[] TAIL = "]}".getBytes(US_ASCII);

    private RecordsPayload() {}

    /**
     * Cuts records, in their order, into as few events as the limit allows. One that is too large
     * is alone in its part.
     */
    public static <T> List<List<T>> cut(List<T> records, Function<T, byte[]> json) {
        List<List<T>> parts = new ArrayList<>();
        List<T> part = new ArrayList<>();
        int size = HEAD.length + TAIL.length;
        for (T record : records) {
            int length = json.apply(record).length + 1;
            if (!part.isEmpty() && size + length > BatchInvoker.MAX_PAYLOAD_BYTES) {
                parts.add(part);
                part = new ArrayList<>();
                size = HEAD.length + TAIL.length;
            }
            part.add(record);
            size += length;
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
        return parts;
    }

    public static <T> byte[] of(List<T> records, Function<T, byte[]> json) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        payload.writeBytes(HEAD);
        for (T record : records) {
            if (payload.size() > HEAD.length) {
                payload.write(',');
            }
            payload.writeBytes(json.apply(record));
        }
        payload.writeBytes(TAIL);
        return payload.toByteArray();
    }
}
