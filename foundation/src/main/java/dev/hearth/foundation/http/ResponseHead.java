package dev.hearth.foundation.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Map;

/** An answer's head as bytes. */
final class ResponseHead {
    /** Room for a usual head, so that the buffer does not grow while it is written. */
    private static final int HEAD_BYTES = 512;

    private final HttpDate date;

    ResponseHead(HttpDate date) {
        this.date = date;
    }

    /**
     * @param length of the body; -1 when the status has none
     * @param spare further room wanted in the buffer
     * @param connection value of {@code Connection}; empty for none
     */
    ByteBuf write(
            ByteBufAllocator allocator,
            HttpResponse response,
            long length,
            int spare,
            String connection) {
        ByteBuf out = allocator.ioBuffer(HEAD_BYTES + spare);
        ascii(out, "HTTP/1.1 ");
        HttpResponseStatus status = HttpResponseStatus.valueOf(response.status());
        ascii(out, status.codeAsText());
        out.writeByte(' ');
        ascii(out, status.reasonPhrase());
        ascii(out, "\r\n");
        for (Map.Entry<String, String> header : response.headers()) {
            header(out, header.getKey(), header.getValue());
        }
        header(out, "Date", date.now());
        if (length >= 0) {
            header(out, "Content-Length", Long.toString(length));
        }
        if (!connection.isEmpty()) {
            header(out, "Connection", connection);
        }
        ascii(out, "\r\n");
        return out;
    }

    private static void header(ByteBuf out, String name, String value) {
        ascii(out, name);
        ascii(out, ": ");
        ascii(out, value);
        ascii(out, "\r\n");
    }

    private static void ascii(ByteBuf out, CharSequence text) {
        out.writeCharSequence(text, US_ASCII);
    }
}
