package dev.hearth.app;

import dev.hearth.foundation.http.HttpExchange;
import dev.hearth.foundation.http.HttpHandler;
import dev.hearth.foundation.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Turns newcomers away while the server stops; who is inside already is served. */
final class FrontDoor implements HttpHandler {
    private static final byte[] STOPPING =
            "{\"Type\":\"Service\",\"Message\":\"The server is stopping.\"}"
                    .getBytes(StandardCharsets.UTF_8);

    private final HttpHandler inside;
    private volatile boolean shut;

    FrontDoor(HttpHandler inside) {
        this.inside = inside;
    }

    void shut() {
        shut = true;
    }

    @Override
    public void handle(HttpExchange exchange) {
        if (shut) {
            exchange.respond(unavailable());
        } else {
            inside.handle(exchange);
        }
    }

    private static HttpResponse unavailable() {
        return new HttpResponse(
                503,
                List.of(
                        Map.entry("Content-Type", "application/json"),
                        Map.entry("x-amzn-ErrorType", "ServiceUnavailableException"),
                        Map.entry("Connection", "close")),
                new HttpResponse.Body.Bytes(STOPPING));
    }
}
