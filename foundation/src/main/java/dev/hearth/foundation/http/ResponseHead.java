package dev.hearth.foundation.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.Map;

/** An answer's head as bytes. */
final class ResponseHead {
    /** Room for a usual head, so that nothing grows while it is written. */
    private static final int USUAL_CHARS = 512;

    private final HttpDate date;

    ResponseHead(HttpDate date) {
        this.date = date;
    }

    /**
     * Put together as text and encoded at once: the many small writes into a buffer cost more than
     * both copies.
     *
     * @param length of the body; -1 when the status has none
     * @param connection value of {@code Connection}; empty for none
     */
    byte[] bytes(HttpResponse response, long length, String connection) {
        StringBuilder out = new StringBuilder(USUAL_CHARS);
        int status = response.status();
        out.append("HTTP/1.1 ").append(status).append(' ');
        out.append(HttpResponseStatus.valueOf(status).reasonPhrase()).append("\r\n");
        List<Map.Entry<String, String>> headers = response.headers();
        for (int i = 0; i < headers.size(); i++) {
            header(out, headers.get(i).getKey(), headers.get(i).getValue());
        }
        header(out, "Date", date.now());
        if (length >= 0) {
            out.append("Content-Length: ").append(length).append("\r\n");
        }
        if (!connection.isEmpty()) {
            header(out, "Connection", connection);
        }
        return out.append("\r\n").toString().getBytes(US_ASCII);
    }

    private static void header(StringBuilder out, String name, String value) {
        out.append(name).append(": ").append(value).append("\r\n");
    }
}
