package dev.hearth.events.destination;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands in for a service of AWS's: notes what the SDK sends, and answers what the test says. */
final class Standing implements AutoCloseable {
    /**
     * What came.
     *
     * @param signature the header that signs it, which names the Region
     */
    record Seen(String method, String target, String operation, String body, String signature) {}

    /** What to answer. */
    record Reply(int status, String body) {}

    final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final Queue<Reply> first = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    /**
     * @param then what to answer when there is nothing else to
     */
    Standing(Reply then) {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(
                "/",
                exchange -> {
                    seen.add(
                            new Seen(
                                    exchange.getRequestMethod(),
                                    exchange.getRequestURI().toString(),
                                    header(exchange, "X-Amz-Target"),
                                    new String(exchange.getRequestBody().readAllBytes(), UTF_8),
                                    header(exchange, "Authorization")));
                    Reply reply = first.isEmpty() ? then : first.remove();
                    byte[] body = reply.body().getBytes(UTF_8);
                    exchange.sendResponseHeaders(
                            reply.status(), body.length == 0 ? -1 : body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    Standing first(Reply reply, int times) {
        for (int i = 0; i < times; i++) {
            first.add(reply);
        }
        return this;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
