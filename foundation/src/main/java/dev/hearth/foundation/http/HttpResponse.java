package dev.hearth.foundation.http;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An answer.
 *
 * @param headers in the order to send; {@code Content-Length}, {@code Connection} and {@code Date}
 *     are the server's to add. Characters outside ASCII are sent as question marks
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
    private static final char DELETE = 0x7f;

    /**
     * @throws IllegalArgumentException when a header's value has a control character in it, which
     *     could break the answer apart. Names are the program's own
     */
    public HttpResponse {
        for (int i = 0; i < headers.size(); i++) {
            requireSafe(headers.get(i));
        }
    }

    private static void requireSafe(Map.Entry<String, String> header) {
        String value = header.getValue();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == DELETE) {
                throw new IllegalArgumentException(
                        "control character in header " + header.getKey());
            }
        }
    }

    public static HttpResponse of(int status) {
        return new HttpResponse(status, List.of(), new Body.Bytes(NOTHING));
    }

    public static HttpResponse of(int status, String contentType, byte[] body) {
        return new HttpResponse(
                status, List.of(Map.entry("Content-Type", contentType)), new Body.Bytes(body));
    }
}
