package dev.hearth.foundation.http;

/**
 * Answers requests. Called on a thread that serves many connections: it must not block; {@link
 * #blocking} moves a handler off it.
 */
@FunctionalInterface
public interface HttpHandler {
    /**
     * Sees to it that the exchange is answered, now or later, from any thread. What it throws
     * becomes a bare 500 and is logged.
     */
    void handle(HttpExchange exchange);

    /**
     * Told, instead of {@link #handle}, of a request whose body did not come whole. A client that
     * still listens is answered with the listener's {@link HttpLimits#refusals}. The request's body
     * is empty. Must not block.
     */
    default void truncated(HttpRequest request) {}

    /** The same handler, on a virtual thread of its own for each request. */
    static HttpHandler blocking(HttpHandler handler) {
        return exchange -> Thread.startVirtualThread(() -> exchange.guard(handler));
    }
}
