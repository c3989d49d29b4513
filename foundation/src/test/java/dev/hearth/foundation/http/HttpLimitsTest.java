package dev.hearth.foundation.http;

import static dev.hearth.foundation.http.TestServer.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.foundation.testing.RawHttpClient;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client may not do, and what becomes of its connection. */
class HttpLimitsTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(20);

    private static final HttpHandler SIZE =
            exchange -> exchange.respond(text(200, "" + exchange.request().body().length));

    @Test
    void aRequestLineWithoutEndIsCutOff() throws Exception {
        try (TestServer server = new TestServer(SIZE);
                RawHttpClient client = server.client()) {
            client.send("GET /" + "a".repeat(TestServer.MAX_LINE) + " HTTP/1.1\r\nHost: x\r\n\r\n");

            assertRefused("HTTP/1.1 414", client);
        }
    }

    @Test
    void headersWithoutEndAreCutOff() throws Exception {
        try (TestServer server = new TestServer(SIZE);
                RawHttpClient client = server.client()) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n");
            for (int i = 0; i < TestServer.MAX_HEAD / 10; i++) {
                client.send("X-%03d: 1234\r\n".formatted(i));
            }

            assertRefused("HTTP/1.1 431", client);
        }
    }

    @Test
    void aBodyAnnouncedTooLargeIsDroppedAndTheConnectionGoesOn() throws Exception {
        try (TestServer server = new TestServer(SIZE);
                RawHttpClient client = server.client()) {
            int size = TestServer.MAX_BODY + 1;
            client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + size + "\r\n\r\n");
            assertEquals("HTTP/1.1 413 Request Entity Too Large too large", client.answer());

            client.send(
                    "x".repeat(size)
                            + "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");

            assertEquals("HTTP/1.1 200 OK 3", client.answer());
        }
    }

    @Test
    void aChunkedBodyThatGrowsTooLargeIsDroppedAndTheConnectionGoesOn() throws Exception {
        try (TestServer server = new TestServer(SIZE);
                RawHttpClient client = server.client()) {
            client.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = "2710\r\n" + "x".repeat(10_000) + "\r\n";
            for (int i = 0; i < 30; i++) {
                client.send(chunk);
            }
            assertEquals("HTTP/1.1 413 Request Entity Too Large too large", client.answer());

            client.send("0\r\n\r\nPOST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");

            assertEquals("HTTP/1.1 200 OK 3", client.answer());
        }
    }

    @Test
    void aBodyOfExactlyTheLimitIsTaken() throws Exception {
        try (TestServer server = new TestServer(SIZE);
                RawHttpClient client = server.client()) {
            client.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
            client.send(Integer.toHexString(TestServer.MAX_BODY) + "\r\n");
            client.send("x".repeat(TestServer.MAX_BODY) + "\r\n0\r\n\r\n");

            assertEquals("HTTP/1.1 200 OK " + TestServer.MAX_BODY, client.answer());
        }
    }

    @Test
    void aLargeBodyThatOthersLeaveNoRoomForIsRefused() throws Exception {
        CompletableFuture<HttpExchange> held = new CompletableFuture<>();
        HttpHandler holdsTheFirst =
                exchange -> {
                    if (!held.complete(exchange)) {
                        SIZE.handle(exchange);
                    }
                };
        try (TestServer server = new TestServer(holdsTheFirst, TestServer.MAX_BODY + 1);
                RawHttpClient first = server.client();
                RawHttpClient small = server.client()) {
            first.send(post(TestServer.MAX_BODY));
            HttpExchange unanswered = held.get(10, TimeUnit.SECONDS);

            assertTrue(answerToLargeBody(server).startsWith("HTTP/1.1 503"));
            small.send(post(3));
            assertEquals("HTTP/1.1 200 OK 3", small.answer());

            unanswered.respond(text(200, "done"));
            assertEquals("HTTP/1.1 200 OK done", first.answer());
            awaitRoom(server);
        }
    }

    @Test
    void theRoomOfABodyIsGivenBackWhenItsClientGoesAway() throws Exception {
        try (TestServer server = new TestServer(SIZE, TestServer.MAX_BODY + 1)) {
            for (int i = 0; i < 10; i++) {
                try (RawHttpClient client = server.client()) {
                    String request = post(TestServer.MAX_BODY);
                    client.send(request.substring(0, request.length() - 1));
                    client.reset();
                }
            }

            awaitRoom(server);
        }
    }

    @Test
    void theRoomOfABodyThatGrowsTooLargeIsGivenBack() throws Exception {
        try (TestServer server = new TestServer(SIZE, TestServer.MAX_BODY + 1);
                RawHttpClient client = server.client()) {
            client.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
            client.send("186a1\r\n" + "x".repeat(TestServer.MAX_BODY + 1) + "\r\n");
            assertEquals("HTTP/1.1 413 Request Entity Too Large too large", client.answer());

            awaitRoom(server);
        }
    }

    private static String post(int size) {
        return "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n".formatted(size)
                + "x".repeat(size);
    }

    private static String answerToLargeBody(TestServer server) throws IOException {
        try (RawHttpClient client = server.client()) {
            client.send(post(TestServer.MAX_BODY));
            return client.answer();
        }
    }

    /** The server may be a moment behind what its clients have seen. */
    private static void awaitRoom(TestServer server) throws IOException {
        String answer = answerToLargeBody(server);
        for (int i = 0; i < 1_000 && answer.startsWith("HTTP/1.1 503"); i++) {
            answer = answerToLargeBody(server);
        }
        assertEquals("HTTP/1.1 200 OK " + TestServer.MAX_BODY, answer);
    }

    @Test
    void aBodyWithoutEndIsAnsweredAndThenCutOff() throws Exception {
        try (TestServer server = new TestServer(SIZE, SHORT, LONG, 10);
                RawHttpClient client = server.client()) {
            client.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = "2710\r\n" + "x".repeat(10_000) + "\r\n";

            assertThrows(
                    IOException.class,
                    () -> {
                        for (int i = 0; i < 1_000_000; i++) {
                            client.send(chunk);
                        }
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET / HT",
                "GET / HTTP/1.1\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n123",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n123"
            })
    void aRequestThatStopsHalfWayTimesOut(String half) throws Exception {
        try (TestServer server = new TestServer(SIZE, SHORT, SHORT, 10);
                RawHttpClient client = server.client()) {
            client.send(half);

            String all = client.rest();

            assertTrue(half.isEmpty() ? all.isEmpty() : all.startsWith("HTTP/1.1 408"), all);
        }
    }

    @Test
    void aRequestIsTimedAsAWholeNotBetweenItsBytes() throws Exception {
        try (TestServer server = new TestServer(SIZE, Duration.ofSeconds(1), LONG, 10);
                RawHttpClient client = server.client()) {
            CompletableFuture<String> end = CompletableFuture.supplyAsync(() -> rest(client));
            client.send("GET / HTTP/1.1\r\n");
            for (int i = 0; i < 100 && !end.isDone(); i++) {
                trickle(client, "X: y\r\n");
                end.copy().completeOnTimeout("", 100, TimeUnit.MILLISECONDS).join();
            }

            assertTrue(end.get(5, TimeUnit.SECONDS).startsWith("HTTP/1.1 408"));
        }
    }

    private static String rest(RawHttpClient client) {
        try {
            return client.rest();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void trickle(RawHttpClient client, String bytes) {
        try {
            client.send(bytes);
        } catch (IOException closed) {
            assertTrue(closed.toString().contains("pipe"), closed::toString);
        }
    }

    @Test
    void aConnectionLeftIdleIsClosedAfterServing() throws Exception {
        try (TestServer server = new TestServer(SIZE, LONG, SHORT, 10);
                RawHttpClient client = server.client()) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            assertEquals("HTTP/1.1 200 OK 0", client.answer());

            assertTrue(client.atEnd());
        }
    }

    @Test
    void aRequestHeldByItsHandlerIsNeverIdle() throws Exception {
        HttpHandler late =
                exchange ->
                        CompletableFuture.delayedExecutor(900, TimeUnit.MILLISECONDS)
                                .execute(() -> exchange.respond(text(200, "late")));
        try (TestServer server = new TestServer(late, SHORT, SHORT, 10);
                RawHttpClient client = server.client()) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");

            assertEquals("HTTP/1.1 200 OK late", client.answer());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1, 2\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +1\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0x1\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length : 1\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, chunked\r\n\r\n",
                "POST / HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
                "GET / HTTP/1.1\nHost: x\n\n",
                "GET / HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n",
                "GET / HTTP/2.0\r\nHost: x\r\n\r\n",
                "GET /\r\n\r\n",
                "GET http://evil/ HTTP/1.1\r\nHost: x\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n"
            })
    void whatTwoReadersCouldTakeForDifferentRequestsIsRefused(String request) throws Exception {
        CompletableFuture<String> smuggled = new CompletableFuture<>();
        HttpHandler handler =
                exchange -> {
                    if (exchange.request().rawPath().equals("/smuggled")) {
                        smuggled.complete("served");
                    }
                    SIZE.handle(exchange);
                };
        try (TestServer server = new TestServer(handler);
                RawHttpClient client = server.client()) {
            client.send(request + "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n");

            assertRefused("HTTP/1.1 400", client);
            assertTrue(!smuggled.isDone());
        }
    }

    @Test
    void aClientThatWaitsForContinueIsToldToGoOn() throws Exception {
        try (TestServer server = new TestServer(SIZE);
                RawHttpClient client = server.client()) {
            client.send(
                    "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
            assertEquals("HTTP/1.1 100 Continue\n", client.head());

            client.send("abc");

            assertEquals("HTTP/1.1 200 OK 3", client.answer());
        }
    }

    @Test
    void aClientThatWaitsForContinueWithTooLargeABodyIsToldSoAndCutOff() throws Exception {
        try (TestServer server = new TestServer(SIZE);
                RawHttpClient client = server.client()) {
            client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999\r\n");
            client.send("Expect: 100-continue\r\n\r\n");

            assertRefused("HTTP/1.1 413", client);
        }
    }

    @Test
    void anyOtherExpectationIsRefused() throws Exception {
        try (TestServer server = new TestServer(SIZE);
                RawHttpClient client = server.client()) {
            client.send("POST / HTTP/1.1\r\nHost: x\r\nExpect: a-miracle\r\n\r\n");

            assertRefused("HTTP/1.1 417", client);
        }
    }

    @Test
    void moreConnectionsThanAllowedAreClosedAndRoomThatIsFreedIsGivenAgain() throws Exception {
        try (TestServer server = new TestServer(SIZE, LONG, LONG, 2);
                RawHttpClient first = server.client();
                RawHttpClient second = server.client()) {
            for (RawHttpClient client : new RawHttpClient[] {first, second}) {
                client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
                assertEquals("HTTP/1.1 200 OK 0", client.answer());
            }
            try (RawHttpClient third = server.client()) {
                assertTrue(third.atEnd());
            }
            first.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertTrue(first.rest().startsWith("HTTP/1.1 200"));
            first.reset();

            assertEquals("HTTP/1.1 200 OK 0", firstAdmitted(server));
        }
    }

    /** The server learns of a closed connection a moment after its client. */
    private static String firstAdmitted(TestServer server) throws IOException {
        for (int attempt = 0; ; attempt++) {
            try (RawHttpClient client = server.client()) {
                return client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").answer();
            } catch (IOException e) {
                if (attempt == 1000) {
                    throw e;
                }
            }
        }
    }

    @Test
    void headAndBodilessAnswersCarryNoBody() throws Exception {
        HttpHandler status =
                exchange ->
                        exchange.respond(
                                text(
                                        Integer.parseInt(exchange.request().rawPath().substring(1)),
                                        "body"));
        try (TestServer server = new TestServer(status);
                RawHttpClient client = server.client()) {
            client.send("HEAD /200 HTTP/1.1\r\nHost: x\r\n\r\n");
            assertTrue(client.head().contains("Content-Length: 4\n"));
            client.send("GET /204 HTTP/1.1\r\nHost: x\r\n\r\n");
            assertTrue(!client.head().contains("Content-Length"));
            client.send("GET /200 HTTP/1.1\r\nHost: x\r\n\r\n");
            assertEquals("HTTP/1.1 200 OK body", client.answer());
        }
    }

    @Test
    void oldClientsGetTheirConnectionClosedUnlessTheyAskNotTo() throws Exception {
        try (TestServer server = new TestServer(SIZE);
                RawHttpClient kept = server.client();
                RawHttpClient closed = server.client()) {
            kept.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            assertTrue(kept.head().contains("Connection: keep-alive\n"));
            closed.send("GET / HTTP/1.0\r\n\r\n");
            assertTrue(closed.rest().contains("Connection: close\r\n"));
        }
    }

    private static void assertRefused(String status, RawHttpClient client) throws IOException {
        String all = client.rest();
        assertTrue(all.startsWith(status), all);
        assertTrue(all.contains("\r\nConnection: close\r\n"), all);
        assertEquals(all.indexOf("HTTP/1.1 "), all.lastIndexOf("HTTP/1.1 "), all);
    }
}
