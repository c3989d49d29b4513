package dev.hearth.foundation.http;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What the server itself says no to, before or after a handler. */
public enum Refusal {
    /** The bytes are no HTTP request, or one that two readers could take for different requests. */
    UNREADABLE(400, "the request is not well-formed HTTP/1.1"),
    /** The client said that nothing more would come, in the middle of a body. */
    TRUNCATED(400, "the request's body is not all there"),
    /** The request did not arrive whole in time. */
    TOO_SLOW(408, "the request took too long to arrive"),
    LINE_TOO_LONG(414, "the request line is too long"),
    UNKNOWN_EXPECTATION(417, "the only expectation known is 100-continue"),
    HEAD_TOO_LARGE(431, "the request's headers are too large"),
    /** A handler threw. */
    FAULT(500, "internal error"),
    /** As many bodies are held as there is memory for. */
    OVERLOADED(503, "the server holds too many large requests at once; try again in a moment");

    private final int status;
    private final String words;

    Refusal(int status, String words) {
        this.status = status;
        this.words = words;
    }

    public int status() {
        return status;
    }

    public String words() {
        return words;
    }

    /** The refusal as a line of plain text, for listeners whose clients expect no special form. */
    public HttpResponse bare() {
        return HttpResponse.of(status, "text/plain; charset=utf-8", (words + "\n").getBytes(UTF_8));
    }
}
