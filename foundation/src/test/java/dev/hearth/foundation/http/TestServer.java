package dev.hearth.foundation.http;

import dev.hearth.foundation.testing.RawHttpClient;
import dev.hearth.foundation.time.Clock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/** A server with one listener, and limits small enough to run into. */
final class TestServer implements AutoCloseable {
    static final int MAX_LINE = 200;
    static final int MAX_HEAD = 500;
    static final int MAX_BODY = 100_000;

    private final HttpServer server = NettyHttpServer.start(2, Long.MAX_VALUE, Clock.system());
    private final HttpServer.Listener listener;

    TestServer(HttpHandler handler) throws IOException {
        this(handler, Long.MAX_VALUE);
    }

    TestServer(HttpHandler handler, long maxBodies) throws IOException {
        this(handler, maxBodies, Duration.ofSeconds(20), Duration.ofSeconds(20), 100);
    }

    TestServer(HttpHandler handler, Duration slowest, Duration idle, int maxConnections)
            throws IOException {
        this(handler, Long.MAX_VALUE, slowest, idle, maxConnections);
    }

    private TestServer(
            HttpHandler handler,
            long maxBodies,
            Duration slowest,
            Duration idle,
            int maxConnections)
            throws IOException {
        HttpLimits limits =
                new HttpLimits(
                        MAX_LINE,
                        MAX_HEAD,
                        (method, path) -> MAX_BODY,
                        maxBodies,
                        exchange -> exchange.respond(text(413, "too large")),
                        Refusal::bare,
                        maxConnections,
                        slowest,
                        idle);
        listener =
                server.listen(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        limits,
                        handler);
    }

    InetSocketAddress address() {
        return listener.address();
    }

    RawHttpClient client() throws IOException {
        return new RawHttpClient(address());
    }

    static HttpResponse text(int status, String text) {
        return HttpResponse.of(
                status, "text/plain", text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.close();
    }
}
