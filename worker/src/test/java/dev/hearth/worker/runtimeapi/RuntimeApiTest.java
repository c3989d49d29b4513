package dev.hearth.worker.runtimeapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.foundation.actor.Mailbox;
import dev.hearth.foundation.http.HttpServer;
import dev.hearth.foundation.http.NettyHttpServer;
import dev.hearth.foundation.testing.RawHttpClient;
import dev.hearth.foundation.time.Clock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RuntimeApiTest {
    private static final String OK = "202 {\"status\":\"OK\"}\n";
    private static final String INVALID_ID =
            "400 {\"errorMessage\":\"Invalid request ID\",\"errorType\":\"InvalidRequestID\"}\n";
    private static final String TRUNCATED =
            "answered {\"errorMessage\":\"HTTP request detected as truncated\","
                    + "\"errorType\":\"Runtime.TruncatedResponse\"} Runtime.TruncatedResponse";

    private final BlockingQueue<Throwable> faults = new LinkedBlockingQueue<>();
    private final Mailbox mailbox = new Mailbox(faults::add);
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final RuntimeApi api = new RuntimeApi(mailbox, new Recorder());
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private NettyHttpServer server;
    private HttpServer.Listener listener;

    private final class Recorder implements RuntimeListener {
        @Override
        public void ready() {
            told.add("ready");
        }

        @Override
        public void answered(RuntimeAnswer answer) {
            told.add("answered " + show(answer));
        }

        @Override
        public void initFailed(RuntimeAnswer error) {
            told.add("init failed " + show(error));
        }

        private static String show(RuntimeAnswer answer) {
            return new String(answer.payload(), StandardCharsets.UTF_8)
                    + answer.errorType().map(type -> " " + type).orElse("");
        }
    }

    RuntimeApiTest() throws IOException {
        server = NettyHttpServer.start(1, Long.MAX_VALUE, Clock.system());
        listener =
                server.listen(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        api.limits(),
                        api);
    }

    @BeforeEach
    void startRuntime() {
        mailbox.run(api::started);
    }

    @AfterEach
    void stop() {
        client.close();
        listener.close();
        server.close();
        assertEquals(List.of(), List.copyOf(faults));
    }

    @Test
    void anEventCarriesItsHeadersAndComesBackAnswered() throws Exception {
        var next = next();
        assertTold("ready");
        deliver("a");
        HttpResponse<String> event = next.get(10, TimeUnit.SECONDS);
        assertEquals(200, event.statusCode());
        assertEquals("{\"event\":\"a\"}", event.body());
        assertHeader(event, "Content-Type", "application/json");
        assertHeader(event, "Lambda-Runtime-Aws-Request-Id", "a");
        assertHeader(event, "Lambda-Runtime-Deadline-Ms", "1234567");
        assertHeader(event, "Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:x");
        assertHeader(event, "Lambda-Runtime-Trace-Id", "Root=1-2-3");
        assertHeader(event, "Lambda-Runtime-Client-Context", "{\"custom\":{}}");
        assertHeader(event, "Lambda-Runtime-Cognito-Identity", "{}");
        assertEquals(OK, post("invocation/a/response", "done"));
        assertTold("answered done");
        assertEquals(INVALID_ID, post("invocation/a/response", "twice"));
        assertEquals(INVALID_ID, post("invocation/a/error", "thrice"));
    }

    @Test
    void anErrorsTypeIsSanitised() throws Exception {
        assertErrorType("Runtime.ImportModuleError", "Runtime.ImportModuleError");
        assertErrorType("Function.my-thing", "Function.Unknown");
        assertErrorType("Something.Else", "Runtime.Unknown");
        assertErrorType("Runtime.x", "Runtime.Unknown");
    }

    private void assertErrorType(String claimed, String kept) throws Exception {
        var next = next();
        assertTold("ready");
        deliver("a");
        next.get(10, TimeUnit.SECONDS);
        assertEquals(
                OK,
                post("invocation/a/error", "{}", "Lambda-Runtime-Function-Error-Type", claimed));
        assertTold("answered {} " + kept);
    }

    @Test
    void whatComesOutOfTurnIsRefused() throws Exception {
        assertEquals(INVALID_ID, post("invocation/a/response", "early"));
        var first = next();
        assertTold("ready");
        assertEquals(
                "403 {\"errorMessage\":\"State transition from Ready to InitError failed for runtime."
                        + " Error: State transition is not allowed\",\"errorType\":\"InvalidStateTransition\"}\n",
                post("init/error", "{}"));
        var second = next();
        assertEquals(403, first.get(10, TimeUnit.SECONDS).statusCode(), "the older poll gives way");
        deliver("a");
        second.get(10, TimeUnit.SECONDS);
        assertEquals(INVALID_ID, post("invocation/b/response", "for another"));
        assertEquals("a", id(next().get(10, TimeUnit.SECONDS)), "the event is given again");
        assertTrue(told.isEmpty(), told.toString());
    }

    @Test
    void afterAnInitErrorAndBetweenRuntimesNothingIsTaken() throws Exception {
        assertEquals(
                OK,
                post(
                        "init/error",
                        "why",
                        "Lambda-Runtime-Function-Error-Type",
                        "Runtime.NotFound"));
        assertTold("init failed why Runtime.NotFound");
        HttpResponse<String> refused = next().get(10, TimeUnit.SECONDS);
        assertEquals(403, refused.statusCode());
        assertTrue(refused.body().contains("from InitError to Ready"), refused.body());
        mailbox.run(api::down);
        assertEquals(403, next().get(10, TimeUnit.SECONDS).statusCode());
        assertFalse(api.deliver(event("a")));
    }

    @Test
    void anAnswerTooLargeAndAWrongModeCountAsFailures() throws Exception {
        var next = next();
        assertTold("ready");
        deliver("a");
        next.get(10, TimeUnit.SECONDS);
        assertEquals(
                "413 {\"errorMessage\":\"Exceeded maximum allowed payload size (6291556 bytes).\","
                        + "\"errorType\":\"RequestEntityTooLarge\"}\n",
                post("invocation/a/response", "x".repeat(RuntimeApi.MAX_PAYLOAD + 1)));
        assertTold(
                "answered {\"errorMessage\":\"Response payload size exceeded maximum allowed payload"
                        + " size (6291556 bytes).\",\"errorType\":\"Function.ResponseSizeTooLarge\"}"
                        + " Function.ResponseSizeTooLarge");
        next = next();
        assertTold("ready");
        deliver("b");
        next.get(10, TimeUnit.SECONDS);
        assertEquals(
                "400 {\"errorMessage\":\"Invalid function response mode\",\"errorType\":\"InvalidFunctionResponseMode\"}\n",
                post(
                        "invocation/b/response",
                        "x",
                        "Lambda-Runtime-Function-Response-Mode",
                        "loud"));
        assertTrue(take().endsWith(" Runtime.InvalidResponseModeHeader"));
    }

    @Test
    void anAnswerCutShortIsRefusedAndCountsAsAFailure() throws Exception {
        var next = next();
        assertTold("ready");
        deliver("a");
        next.get(10, TimeUnit.SECONDS);
        try (RawHttpClient runtime = new RawHttpClient(listener.address())) {
            runtime.send(
                    "POST /2018-06-01/runtime/invocation/a/response HTTP/1.1\r\nHost: x\r\n"
                            + "Content-Length: 100\r\n\r\n{\"half\":");
            runtime.shutdownOutput();
            assertEquals(
                    "HTTP/1.1 400 Bad Request {\"errorMessage\":\"HTTP request detected as"
                            + " truncated\",\"errorType\":\"TruncatedHTTPRequest\"}",
                    runtime.answer());
        }
        assertTold(TRUNCATED);
    }

    @Test
    void anAnswerWhoseConnectionIsLostCountsAsAFailure() throws Exception {
        var next = next();
        assertTold("ready");
        deliver("a");
        next.get(10, TimeUnit.SECONDS);
        try (RawHttpClient runtime = new RawHttpClient(listener.address())) {
            runtime.send(
                    "POST /2018-06-01/runtime/invocation/a/response HTTP/1.1\r\nHost: x\r\n"
                            + "Content-Length: 100\r\n\r\nhello");
            runtime.reset();
        }
        assertTold(TRUNCATED);
        var again = next();
        assertTold("ready");
        deliver("b");
        assertEquals("b", id(again.get(10, TimeUnit.SECONDS)));
    }

    @Test
    void aPollThatIsHungUpGetsNoEvent() throws Exception {
        var given = next();
        assertTold("ready");
        given.cancel(true);
        var again = next();
        // Whether the server has noticed the hang-up yet or not, the newest poll is the one.
        deliverWhenReady();
        assertEquals("a", id(again.get(10, TimeUnit.SECONDS)));
    }

    private void deliverWhenReady() throws InterruptedException {
        CompletableFuture<Boolean> delivered = new CompletableFuture<>();
        Thread.sleep(200);
        mailbox.run(() -> delivered.complete(api.deliver(event("a"))));
        assertTrue(delivered.join());
    }

    @Test
    void otherPathsAndMethodsAreToldApart() throws Exception {
        assertEquals("200 pong", send("GET", "../ping", ""));
        assertEquals("404 404 page not found\n", send("GET", "nothing", ""));
        assertEquals("405 ", send("POST", "invocation/next", ""));
        assertEquals("405 ", send("GET", "init/error", ""));
    }

    private CompletableFuture<HttpResponse<String>> next() {
        return client.sendAsync(
                HttpRequest.newBuilder(uri("invocation/next")).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String post(String path, String body, String... headers) throws Exception {
        return send("POST", path, body, headers);
    }

    private String send(String method, String path, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> answer =
                client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    private URI uri(String path) {
        return URI.create(
                        "http://127.0.0.1:"
                                + listener.address().getPort()
                                + "/2018-06-01/runtime/"
                                + path)
                .normalize();
    }

    private void deliver(String id) {
        mailbox.run(() -> assertTrue(api.deliver(event(id))));
    }

    private static RuntimeEvent event(String id) {
        return new RuntimeEvent(
                id,
                ("{\"event\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8),
                "application/json",
                1234567,
                "arn:aws:lambda:x",
                "Root=1-2-3",
                Optional.of("{\"custom\":{}}"),
                Optional.of("{}"),
                "delivery-" + id);
    }

    private static String id(HttpResponse<String> event) {
        return event.headers().firstValue("Lambda-Runtime-Aws-Request-Id").orElse("none");
    }

    private static void assertHeader(HttpResponse<String> event, String name, String value) {
        assertEquals(List.of(value), event.headers().allValues(name));
    }

    private void assertTold(String what) throws InterruptedException {
        assertEquals(what, take());
    }

    private String take() throws InterruptedException {
        String said = told.poll(10, TimeUnit.SECONDS);
        return said == null ? "nothing" : said;
    }
}
