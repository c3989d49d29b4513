package dev.hearth.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Reads one HTTP/1.1 response at a time, with a Content-Length or in chunks. Responses do not
 * overlap: the next request is sent after the last byte of the response before.
 */
final class ResponseReader {
    private static final int MAX_RESPONSE = 8 << 20;
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int UNKNOWN = -1;
    private static final int STATUS_AT = "HTTP/1.1 ".length();

    private byte[] bytes = new byte[16 << 10];
    private ByteBuffer view = ByteBuffer.wrap(bytes);
    private int bodyStart;
    private int contentLength;

    ResponseReader() {
        reset();
    }

    void reset() {
        view.clear();
        bodyStart = UNKNOWN;
        contentLength = UNKNOWN;
    }

    /** Where to put the next bytes. */
    ByteBuffer room() throws IOException {
        if (!view.hasRemaining()) {
            if (bytes.length >= MAX_RESPONSE) {
                throw new IOException("the response has no end");
            }
            int filled = view.position();
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
            view = ByteBuffer.wrap(bytes).position(filled);
        }
        return view;
    }

    /** Whether the response is whole now. */
    boolean isWhole() {
        int filled = view.position();
        if (bodyStart == UNKNOWN && !readHead(filled)) {
            return false;
        }
        return contentLength == UNKNOWN
                ? endsWithLastChunk(filled)
                : filled >= bodyStart + contentLength;
    }

    boolean isOk() {
        return bytes[STATUS_AT] == '2';
    }

    /** Status line, head and body as text, for people. */
    String text() {
        return new String(bytes, 0, view.position(), StandardCharsets.UTF_8);
    }

    String body() {
        return new String(bytes, bodyStart, view.position() - bodyStart, StandardCharsets.UTF_8);
    }

    private boolean readHead(int filled) {
        for (int i = 3; i < filled; i++) {
            if (bytes[i] == '\n'
                    && bytes[i - 1] == '\r'
                    && bytes[i - 2] == '\n'
                    && bytes[i - 3] == '\r') {
                bodyStart = i + 1;
                contentLength = findContentLength();
                return true;
            }
        }
        return false;
    }

    private int findContentLength() {
        String head = new String(bytes, 0, bodyStart, StandardCharsets.ISO_8859_1);
        String name = "\r\ncontent-length:";
        int at = head.toLowerCase(Locale.ROOT).indexOf(name);
        if (at < 0) {
            return UNKNOWN;
        }
        int from = at + name.length();
        return Integer.parseInt(head.substring(from, head.indexOf('\r', from)).strip());
    }

    private boolean endsWithLastChunk(int filled) {
        int from = filled - LAST_CHUNK.length;
        return from >= bodyStart
                && Arrays.equals(bytes, from, filled, LAST_CHUNK, 0, LAST_CHUNK.length);
    }
}
