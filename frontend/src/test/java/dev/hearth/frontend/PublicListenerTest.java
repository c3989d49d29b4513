package dev.hearth.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.assignment.Assigned;
import dev.hearth.foundation.http.HttpServer;
import dev.hearth.foundation.http.NettyHttpServer;
import dev.hearth.foundation.testing.RawHttpClient;
import dev.hearth.foundation.time.Clock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The public listener over real sockets: its own paths, and clients that misbehave. */
class PublicListenerTest {
    private static final String INVOKE =
            "POST /2015-03-31/functions/hello/invocations HTTP/1.1\r\n";
    private static final String HOST = "Host: 127.0.0.1:4566\r\n";
    private static final int SIX_MB = 6_291_456;

    @TempDir private Path folder = Path.of("");

    private final HttpServer server = NettyHttpServer.start(1, Long.MAX_VALUE, Clock.system());
    private Scene scene = Scene.open();

    @BeforeEach
    void backendEchoes() throws IOException {
        scene = Scene.open(Files.writeString(folder.resolve("code.zip"), "PK code"));
        scene.backend.echoes();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "health, 200, {\"status\":\"ok\"}",
                "status, 200, {\"version\":\"test\"}",
                "code/good-token, 200, PK code",
                "code/bad-token, 404, nothing at GET",
                "code/, 404, nothing at",
                "logs/hello?cursor=a%20b, 200, `function:hello after a b\"}],\"cursor\":\"next\"}`",
                "environments, 200, `{\"environments\":[{\"id\":\"environment-1\",\"worker\":\"worker-1\",\"function\":\"hello\"`",
                "metrics, 200, hearth_environments{phase=\"idle\"} 1",
                "other, 404, nothing at GET /_hearth/other"
            })
    void ownPathsAnswer(String path, int status, String words) throws Exception {
        try (RawHttpClient client = client()) {
            String answer =
                    client.send("GET /_hearth/" + path + " HTTP/1.1\r\n" + HOST + "\r\n").answer();

            assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
            assertTrue(answer.contains(words), answer);
        }
    }

    @Test
    void aServerThatCannotWriteIsNotHealthy() throws Exception {
        scene.healthy = false;
        try (RawHttpClient client = client()) {
            String answer =
                    client.send("GET /_hearth/health HTTP/1.1\r\n" + HOST + "\r\n").answer();

            assertTrue(answer.startsWith("HTTP/1.1 503"), answer);
            assertTrue(answer.contains("{\"status\":\"read-only\""), answer);
        }
    }

    @Test
    void metricsCountInvokes() throws Exception {
        try (RawHttpClient client = client()) {
            client.send(INVOKE + HOST + "Content-Length: 2\r\n\r\n{}").answer();
            client.send(INVOKE + HOST + "Content-Length: 1\r\n\r\n{").answer();

            String metrics =
                    client.send("GET /_hearth/metrics HTTP/1.1\r\n" + HOST + "\r\n").answer();

            assertTrue(metrics.contains("\nhearth_invokes_total 1\n"), metrics);
            assertTrue(metrics.contains("{kind=\"refused\"} 1\n"), metrics);
            assertTrue(metrics.contains("\nhearth_invokes_in_flight 0\n"), metrics);
        }
    }

    @Test
    void aPayloadOfSixMegabytesIsTakenAndOneByteMoreIsNot() throws Exception {
        try (RawHttpClient client = client()) {
            String allowed = "\"" + "x".repeat(SIX_MB - 2) + "\"";

            client.send(INVOKE + HOST + "Content-Length: " + SIX_MB + "\r\n\r\n" + allowed);
            assertEquals("HTTP/1.1 200 OK \"echo\"", client.answer());
            client.send(
                    INVOKE + HOST + "Content-Length: " + (SIX_MB + 1) + "\r\n\r\n" + allowed + "x");
            String refused = client.answer();
            assertTrue(refused.startsWith("HTTP/1.1 413"), refused);
            assertTrue(
                    refused.endsWith(
                            "{\"Message\":\"Request must be smaller than 6291456 bytes for the InvokeFunction operation\"}"),
                    refused);
            client.send(INVOKE + HOST + "Content-Length: 2\r\n\r\n{}");
            assertEquals("HTTP/1.1 200 OK \"echo\"", client.answer());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST /2015-03-31/functions, 69905067, CreateFunction",
        "PUT /2015-03-31/functions/hello/code, 69905067, UpdateFunctionCode",
        "PUT /2015-03-31/functions/hello/configuration, 6291456, UpdateFunctionConfiguration"
    })
    void otherBodiesHaveLimitsOfTheirOwn(String target, long limit, String operation)
            throws Exception {
        try (RawHttpClient client = client()) {
            client.send(
                    target
                            + " HTTP/1.1\r\n"
                            + HOST
                            + "Content-Length: "
                            + (limit + 1)
                            + "\r\n\r\n");

            String refused = client.answer();

            assertTrue(refused.startsWith("HTTP/1.1 413"), refused);
            assertTrue(
                    refused.contains(
                            "Request must be smaller than "
                                    + limit
                                    + " bytes for the "
                                    + operation
                                    + " operation"),
                    refused);
        }
    }

    @Test
    void whatTheServerItselfRefusesIsShapedAsAnAwsError() throws Exception {
        for (String request :
                new String[] {
                    "GET /" + "a".repeat(100_000),
                    "GET / HTTP/1.1\r\n" + HOST + "X: " + "a".repeat(100_000),
                    "NONSENSE\r\n\r\n",
                    INVOKE + HOST + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"
                }) {
            try (RawHttpClient client = client()) {
                String answer = client.send(request).rest();

                assertTrue(answer.startsWith("HTTP/1.1 4"), answer);
                assertTrue(
                        answer.contains("\r\nx-amzn-ErrorType: ValidationException\r\n"), answer);
                assertTrue(answer.contains("\"message\":\""), answer);
            }
        }
    }

    @Test
    void aForeignWebPageIsRefused() throws Exception {
        try (RawHttpClient client = client()) {
            client.send(
                    INVOKE + HOST + "Origin: https://evil.example\r\nContent-Length: 2\r\n\r\n{}");
            assertTrue(client.answer().startsWith("HTTP/1.1 403"));
            client.send(INVOKE + "Host: evil.example:4566\r\nContent-Length: 2\r\n\r\n{}");
            assertTrue(client.answer().startsWith("HTTP/1.1 403"));
        }
        assertFalse(scene.backend.events.contains("acquire"));
    }

    @Test
    void aClientThatGoesAwayWhileItWaitsGivesItsPlaceUp() throws Exception {
        CompletableFuture<Assigned> waiting = new CompletableFuture<>();
        CompletableFuture<String> cancelled = waiting.handle((assigned, failure) -> "cancelled");
        scene.backend.acquired = waiting;
        CompletableFuture<Void> acquiring = scene.backend.nextAcquire();
        RawHttpClient client = client();
        client.send(INVOKE + HOST + "Content-Length: 2\r\n\r\n{}");
        acquiring.get(10, TimeUnit.SECONDS);

        client.reset();

        assertEquals("cancelled", cancelled.get(10, TimeUnit.SECONDS));
        assertTrue(waiting.isCancelled());
    }

    private RawHttpClient client() throws IOException {
        return new RawHttpClient(
                server.listen(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                scene.frontend.publicLimits(),
                                scene.frontend.handler())
                        .address());
    }
}
