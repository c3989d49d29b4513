package dev.hearth.foundation.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request, read whole. */
public interface HttpRequest {
    String method();

    /** As sent, still percent-encoded, without the query. */
    String rawPath();

    /** As sent, without the question mark; empty when there is none. */
    String rawQuery();

    /** The first value, looked up without regard to case. */
    Optional<String> header(String name);

    /** Every header, names in lower case, in the order sent. */
    Map<String, List<String>> headers();

    /** The bytes are the caller's to keep, not to change. */
    byte[] body();

    /** The peer's address as text, such as {@code 127.0.0.1}; empty when unknown. */
    String peer();
}
