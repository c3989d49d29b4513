package dev.hearth.foundation.http;

import static dev.hearth.foundation.http.TestServer.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.foundation.testing.RawHttpClient;
import dev.hearth.foundation.time.Clock;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NettyHttpServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final HttpHandler ECHO =
            exchange ->
                    exchange.respond(
                            HttpResponse.of(
                                    200, "application/octet-stream", exchange.request().body()));

    @Test
    void aHandlerSeesTheRequestAsItWasSent() throws Exception {
        CompletableFuture<dev.hearth.foundation.http.HttpRequest> seen = new CompletableFuture<>();
        try (TestServer server =
                        new TestServer(exchange -> {
                            seen.complete(exchange.request());
                            exchange.respond(HttpResponse.of(204));
                        });
                RawHttpClient client = server.client()) {
            client.send("POST /a%20b?c=d&e HTTP/1.1\r\nHost: x\r\nX-Two: 1\r\nx-two: 2\r\n")
                    .send("Content-Length: 2\r\n\r\nhi");

            assertEquals("HTTP/1.1 204 No Content ", client.answer());
            var request = seen.get(10, TimeUnit.SECONDS);
            assertEquals("POST", request.method());
            assertEquals("/a%20b", request.rawPath());
            assertEquals("c=d&e", request.rawQuery());
            assertEquals("1", request.header("X-TWO").orElseThrow());
            assertEquals(List.of("1", "2"), request.headers().get("x-two"));
            assertEquals("hi", new String(request.body(), UTF_8));
            assertEquals("127.0.0.1", request.peer());
        }
    }

    @Test
    void anAnswerThatMayWaitTravelsWithTheNextOnlyWhenThatWasAskedForAlready() throws Exception {
        CompletableFuture<HttpExchange> parked = new CompletableFuture<>();
        HttpHandler handler =
                exchange -> {
                    if (exchange.request().rawPath().equals("/park")) {
                        parked.complete(exchange);
                    } else {
                        exchange.respondWithNext(HttpResponse.of(202));
                    }
                };
        try (TestServer server = new TestServer(handler);
                RawHttpClient client = server.client()) {
            client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
            assertEquals("HTTP/1.1 202 Accepted ", client.answer());

            client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /park HTTP/1.1\r\nHost: x\r\n\r\n");
            parked.get(10, TimeUnit.SECONDS).respond(HttpResponse.of(204));
            assertEquals("HTTP/1.1 202 Accepted ", client.answer());
            assertEquals("HTTP/1.1 204 No Content ", client.answer());
        }
    }

    @Test
    void bodiesOfEverySizeComeBackWhole() throws Exception {
        try (TestServer server = new TestServer(ECHO);
                HttpClient client = HttpClient.newHttpClient()) {
            for (int size : new int[] {0, 1, 1000, 16_384, 16_385, 65_536, TestServer.MAX_BODY}) {
                byte[] body = new byte[size];
                new Random(size).nextBytes(body);
                var sized = HttpRequest.BodyPublishers.ofByteArray(body);
                var chunked =
                        HttpRequest.BodyPublishers.ofInputStream(
                                () -> new java.io.ByteArrayInputStream(body));
                for (var publisher : List.of(sized, chunked)) {
                    var request = request(server, "/").POST(publisher).build();

                    var answer = client.send(request, BodyHandlers.ofByteArray());

                    assertEquals(200, answer.statusCode());
                    assertArrayEquals(body, answer.body());
                }
            }
        }
    }

    @Test
    void anAnswerMayComeLaterFromAnotherThread() throws Exception {
        HttpHandler slow =
                HttpHandler.blocking(
                        exchange -> exchange.respond(text(200, Thread.currentThread().toString())));
        try (TestServer server = new TestServer(slow);
                HttpClient client = HttpClient.newHttpClient()) {
            var answer = client.send(request(server, "/").build(), BodyHandlers.ofString());

            assertTrue(answer.body().startsWith("VirtualThread"), answer.body());
        }
    }

    @Test
    void onlyTheFirstAnswerCounts() throws Exception {
        HttpHandler twice =
                exchange -> {
                    exchange.respond(text(200, "first"));
                    exchange.respond(text(500, "second"));
                };
        try (TestServer server = new TestServer(twice);
                RawHttpClient client = server.client()) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n");

            assertEquals("HTTP/1.1 200 OK first", client.answer());
            assertEquals("HTTP/1.1 200 OK first", client.answer());
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrderThoughTheFirstTakesLonger() throws Exception {
        HttpHandler firstIsSlow =
                exchange -> {
                    String path = exchange.request().rawPath();
                    HttpHandler answer = e -> e.respond(text(200, path));
                    if (path.equals("/0")) {
                        CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS)
                                .execute(() -> exchange.guard(answer));
                    } else {
                        exchange.guard(answer);
                    }
                };
        try (TestServer server = new TestServer(firstIsSlow);
                RawHttpClient client = server.client()) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 3000; i++) {
                all.append("GET /").append(i).append(" HTTP/1.1\r\nHost: x\r\n\r\n");
            }
            Thread.startVirtualThread(() -> sendAll(client, all.toString()));

            for (int i = 0; i < 3000; i++) {
                assertEquals("HTTP/1.1 200 OK /" + i, client.answer());
            }
        }
    }

    private static void sendAll(RawHttpClient client, String bytes) {
        try {
            client.send(bytes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aHandlerThatThrowsBecomesA500AndTheConnectionGoesOn() throws Exception {
        HttpHandler broken =
                exchange -> {
                    if (exchange.request().rawPath().equals("/broken")) {
                        throw new IllegalStateException("on purpose");
                    }
                    exchange.respond(text(200, "fine"));
                };
        try (TestServer server = new TestServer(broken);
                RawHttpClient client = server.client()) {
            client.send("GET /broken HTTP/1.1\r\nHost: x\r\n\r\n");
            assertEquals("HTTP/1.1 500 Internal Server Error internal error", client.answer());
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            assertEquals("HTTP/1.1 200 OK fine", client.answer());
        }
    }

    @Test
    void aFileIsSentWhole(@TempDir Path folder) throws Exception {
        byte[] content = new byte[3_000_000];
        new Random(1).nextBytes(content);
        Path file = Files.write(folder.resolve("file"), content);
        HttpHandler files =
                exchange ->
                        exchange.respond(
                                new HttpResponse(
                                        200,
                                        List.of(Map.entry("Content-Type", "application/zip")),
                                        new HttpResponse.Body.File(
                                                exchange.request().rawPath().equals("/file")
                                                        ? file
                                                        : folder.resolve("missing"))));
        try (TestServer server = new TestServer(files);
                HttpClient client = HttpClient.newHttpClient()) {
            var found = client.send(request(server, "/file").build(), BodyHandlers.ofByteArray());
            var missing = client.send(request(server, "/none").build(), BodyHandlers.ofString());

            assertArrayEquals(content, found.body());
            assertEquals(500, missing.statusCode());
        }
    }

    @Test
    void aChannelThatIsBoundAlreadyIsServedAndClosedWithItsListener() throws Exception {
        try (HttpServer server = NettyHttpServer.start(1, Long.MAX_VALUE, Clock.system());
                ServerSocketChannel bound = ServerSocketChannel.open()) {
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            HttpLimits limits = endless();
            HttpServer.Listener listener =
                    server.serve(bound, limits, e -> e.respond(text(200, "adopted")));
            try (RawHttpClient client = new RawHttpClient(listener.address())) {
                client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
                assertEquals("HTTP/1.1 200 OK adopted", client.answer());

                listener.close();

                assertTrue(client.atEnd());
            }
            assertTrue(soonRefuses(listener.address()));
        }
    }

    /**
     * The selector lets go of a closed socket when it looks next; until then the kernel accepts.
     */
    private static boolean soonRefuses(InetSocketAddress address) throws IOException {
        for (int attempt = 0; attempt < 1000; attempt++) {
            try {
                new RawHttpClient(address).close();
            } catch (ConnectException e) {
                return true;
            }
        }
        return false;
    }

    @Test
    void anAddressInUseIsRefusedWithAnExceptionThatNamesIt() throws Exception {
        try (TestServer first = new TestServer(ECHO);
                HttpServer second = NettyHttpServer.start(1, Long.MAX_VALUE, Clock.system())) {
            IOException refused =
                    assertThrows(
                            IOException.class,
                            () -> second.listen(first.address(), endless(), ECHO));

            assertTrue(refused.toString().contains(first.address().toString()));
        }
    }

    @Test
    void aClientThatGoesAwayIsNoticedWhileItsRequestIsHandled() throws Exception {
        CountDownLatch handled = new CountDownLatch(2);
        CountDownLatch gone = new CountDownLatch(2);
        HttpHandler never =
                exchange -> {
                    exchange.onAbandoned(gone::countDown);
                    handled.countDown();
                };
        try (TestServer server = new TestServer(never)) {
            RawHttpClient closing = server.client();
            RawHttpClient resetting = server.client();
            closing.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            resetting.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            assertTrue(handled.await(10, TimeUnit.SECONDS));

            closing.close();
            resetting.reset();

            assertTrue(gone.await(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void aBodyCutOffIsReportedInsteadOfHandled() throws Exception {
        CompletableFuture<String> cut = new CompletableFuture<>();
        HttpHandler handler =
                new HttpHandler() {
                    @Override
                    public void handle(HttpExchange exchange) {
                        cut.completeExceptionally(new AssertionError("handled"));
                    }

                    @Override
                    public void truncated(dev.hearth.foundation.http.HttpRequest request) {
                        cut.complete(request.rawPath());
                    }
                };
        try (TestServer server = new TestServer(handler)) {
            try (RawHttpClient client = server.client()) {
                client.send("POST /half HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n12345");
            }

            assertEquals("/half", cut.get(10, TimeUnit.SECONDS));
        }
    }

    private static HttpLimits endless() {
        return new HttpLimits(
                1000,
                1000,
                (method, path) -> 1000,
                Long.MAX_VALUE,
                e -> e.respond(HttpResponse.of(413)),
                Refusal::bare,
                10,
                Duration.ZERO,
                Duration.ZERO);
    }

    private static HttpRequest.Builder request(TestServer server, String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.address().getPort() + path))
                .timeout(PATIENCE);
    }
}
