package dev.hearth.aws.roundtrip;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hearth.aws.WireAnswer;
import dev.hearth.aws.WireRequest;
import dev.hearth.aws.route.Match;
import dev.hearth.aws.route.RouteTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** A real HTTP server that routes, and hands each request to the test; and a real client for it. */
final class WireServer implements AutoCloseable {
    static {
        // Else every answer waits 40 ms for the client's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final RouteTable table = RouteTable.lambda();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private volatile BiFunction<Match, WireRequest, WireAnswer> handler =
            (match, _) -> {
                throw new IllegalStateException("nobody expects " + match);
            };

    WireServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    void answer(BiFunction<Match, WireRequest, WireAnswer> next) {
        handler = next;
    }

    LambdaClient client() {
        return LambdaClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "s")))
                .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
                .build();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI uri = exchange.getRequestURI();
            Match match =
                    table.match(
                                    exchange.getRequestMethod(),
                                    uri.getRawPath(),
                                    Objects.requireNonNullElse(uri.getRawQuery(), ""))
                            .orElseThrow();
            byte[] body = exchange.getRequestBody().readAllBytes();
            send(
                    exchange,
                    handler.apply(
                            match,
                            new WireRequest(match.path(), match.query(), headers(exchange), body)));
        }
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) ->
                        headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return headers;
    }

    private static void send(HttpExchange exchange, WireAnswer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        boolean empty = answer.body().length == 0;
        exchange.sendResponseHeaders(answer.status(), empty ? -1 : answer.body().length);
        if (!empty) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
