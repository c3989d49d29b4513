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
    private static final boolean[] IN_NAMES = inNames();

    /**
     * @throws IllegalArgumentException when a header would break the answer apart: a control
     *     character in a value, or anything but letters, digits and dashes in a name
     */
    public HttpResponse {
        for (int i = 0; i < headers.size(); i++) {
            requireSafe(headers.get(i).getKey(), headers.get(i).getValue());
        }
    }

    private static void requireSafe(String name, String value) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= IN_NAMES.length || !IN_NAMES[c]) {
                throw new IllegalArgumentException("bad character in a header's name: " + name);
            }
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == DELETE) {
                throw new IllegalArgumentException("control character in header " + name);
            }
        }
    }

    private static boolean[] inNames() {
        boolean[] allowed = new boolean[DELETE];
        for (char c = 0; c < DELETE; c++) {
            allowed[c] = Character.isLetterOrDigit(c) || c == '-';
        }
        return allowed;
    }

    public static HttpResponse of(int status) {
        return new HttpResponse(status, List.of(), new Body.Bytes(NOTHING));
    }

    public static HttpResponse of(int status, String contentType, byte[] body) {
        return new HttpResponse(
                status, List.of(Map.entry("Content-Type", contentType)), new Body.Bytes(body));
    }
}
