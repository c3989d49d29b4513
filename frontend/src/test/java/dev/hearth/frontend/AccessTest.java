package dev.hearth.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.control.ManagementCall;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call a listener on loopback, and that everything but invokes goes to control. */
class AccessTest {
    private final Scene scene = Scene.open();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:4566",
                "127.0.0.1",
                "127.1.2.3:80",
                "[::1]:4566",
                "[::1]",
                "localhost",
                "LOCALHOST:4566",
                "my.localhost:4566",
                "lambda.test",
                "lambda.test:4566"
            })
    void loopbackAndConfiguredHostsAreServed(String host) {
        FakeExchange exchange = scene.handle(list().with("Host", host));

        assertEquals(200, exchange.status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "evil.example",
                "evil.example:4566",
                "127.0.0.1.evil.example",
                "127.evil.example",
                "localhost.evil.example",
                "xlocalhost",
                "evil.example:4566:127.0.0.1",
                "[::2]",
                "0.0.0.0:4566",
                "192.168.1.1"
            })
    void anyOtherHostIsRefused(String host) {
        assertDenied("Host", scene.handle(list().with("Host", host)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "null",
                "http://localhost.evil.example",
                "::",
                "file://"
            })
    void aForeignPageIsRefused(String origin) {
        assertDenied("web page", scene.handle(list().with("Origin", origin)));
        assertDenied("web page", scene.handle(FakeExchange.invoke("{}").with("Origin", origin)));
        assertEquals(List.of(), scene.backend.events);
    }

    @ParameterizedTest
    @CsvSource({"cross-site, 403", "same-origin, 200", "same-site, 200", "none, 200"})
    void aBrowsersWordOnWhereItComesFromCounts(String site, int status) {
        assertEquals(status, scene.handle(list().with("Sec-Fetch-Site", site)).status());
    }

    @Test
    void aPageOfThisMachineIsServed() {
        FakeExchange exchange = scene.handle(list().with("Origin", "http://localhost:3000"));

        assertEquals(200, exchange.status());
    }

    @Test
    void anOperationReachesControlWholeAndItsAnswerComesBack() {
        FakeExchange exchange =
                scene.handle(
                        new FakeExchange(
                                        "PUT",
                                        "/2015-03-31/functions/hel%3Alo/configuration?a=b%20c",
                                        "{\"Timeout\":1}")
                                .with("X-Some", "header"));

        assertEquals("{\"FunctionName\":\"UpdateFunctionConfiguration\"}", exchange.text());
        assertEquals(36, exchange.answerHeader("x-amzn-RequestId").length());
        ManagementCall call = scene.backend.calls.getFirst();
        assertEquals("UpdateFunctionConfiguration", call.operation());
        assertEquals("hel:lo", call.path().get("FunctionName"));
        assertEquals(List.of("b c"), call.query().get("a"));
        assertEquals("header", call.headers().get("x-some"));
        assertEquals("http://127.0.0.1:4566", call.baseUrl());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /",
        "GET, /2015-03-31/functions/hello/invocations",
        "PATCH, /2015-03-31/functions",
        "POST, /2015-03-31/functions//invocations",
        "POST, /2015-03-31/functions/a/b/invocations"
    })
    void whatIsNoOperationIsSaidToBeUnknown(String method, String target) {
        FakeExchange exchange = scene.handle(new FakeExchange(method, target, ""));

        assertEquals(404, exchange.status());
        assertEquals("UnknownOperationException", exchange.answerHeader("x-amzn-ErrorType"));
    }

    private static FakeExchange list() {
        return new FakeExchange("GET", "/2015-03-31/functions", "");
    }

    private static void assertDenied(String words, FakeExchange exchange) {
        assertEquals(403, exchange.status());
        assertEquals("AccessDeniedException", exchange.answerHeader("x-amzn-ErrorType"));
        assertTrue(exchange.text().contains(words), exchange::text);
    }
}
