package dev.hearth.foundation.http;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.ToLongBiFunction;

/**
 * What one listener takes from a client before it says no.
 *
 * @param maxLine longest request line, in bytes (414 over it)
 * @param maxHead all header bytes together (431 over it)
 * @param maxBody most body bytes for a method and raw path; over it, {@code tooLarge} answers
 * @param maxBodies most bytes of large bodies that its connections hold at once, from the first
 *     byte until the answer is out (503 over it)
 * @param tooLarge answers a request whose body is too large; it sees an empty body. The rest of the
 *     body is read and dropped, so that the connection can go on
 * @param refusals words the server's own refusals; {@link Refusal#bare} where clients expect no
 *     special form
 * @param maxConnections most connections at once; any more are closed as soon as they are accepted
 * @param slowest longest time for a request, from its first byte to its last; zero: no limit
 * @param idle longest time a connection stays open without a request; zero: no limit. A request
 *     that a handler holds unanswered is never idle, however long it takes
 */
public record HttpLimits(
        int maxLine,
        int maxHead,
        ToLongBiFunction<String, String> maxBody,
        long maxBodies,
        HttpHandler tooLarge,
        Function<Refusal, HttpResponse> refusals,
        int maxConnections,
        Duration slowest,
        Duration idle) {}
