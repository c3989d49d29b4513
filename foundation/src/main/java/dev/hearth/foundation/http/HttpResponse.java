package dev.hearth.foundation.http;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An answer.
 *
 * @param headers in the order to send; {@code Content-Length} is the server's to add
 */
public record HttpResponse(int status, List<Map.Entry<String, String>> headers, Body body) {
    /** What is sent after the head. */
    public sealed interface Body {
        /** Bytes that nobody changes any more. */
        record Bytes(byte[] bytes) implements Body {}

        /** A file's content, sent without passing through memory. */
        record File(Path path) implements Body {}
    }

    private static final byte[] NOTHING = {};

    public static HttpResponse of(int status) {
        return new HttpResponse(status, List.of(), new Body.Bytes(NOTHING));
    }

    public static HttpResponse of(int status, String contentType, byte[] body) {
        return new HttpResponse(
                status, List.of(Map.entry("Content-Type", contentType)), new Body.Bytes(body));
    }
}
