package dev.hearth.frontend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.assignment.Assigned;
import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.error.ThrottleReason;
import dev.hearth.api.worker.InvokeRequest;
import dev.hearth.api.worker.InvokeResult;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvokeTest {
    private final Scene scene = Scene.open();
    private final FakeBackend backend = scene.backend;

    @Test
    void theAnswerCarriesWhatTheFunctionGaveAndWhoGaveIt() {
        FakeExchange exchange = scene.handle(FakeExchange.invoke("{\"a\":1}"));
        backend.answer.complete(FakeBackend.result("[2]"));

        InvokeRequest invoked = backend.invokes.getFirst();
        assertEquals(200, exchange.status());
        assertEquals("[2]", exchange.text());
        assertEquals("application/json", exchange.answerHeader("Content-Type"));
        assertEquals("$LATEST", exchange.answerHeader("X-Amz-Executed-Version"));
        assertEquals(invoked.requestId(), exchange.answerHeader("x-amzn-RequestId"));
        assertEquals(invoked.requestId(), UUID.fromString(invoked.requestId()).toString());
        assertEquals(invoked.traceId(), exchange.answerHeader("X-Amzn-Trace-Id"));
        assertTrue(
                invoked.traceId()
                        .matches(
                                "Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0;Lineage=[0-9a-f]{8}:0"),
                invoked.traceId());
        assertEquals("", exchange.answerHeader("X-Amz-Function-Error"));
        assertEquals("", exchange.answerHeader("X-Amz-Log-Result"));
    }

    @Test
    void thePayloadIsHandedOnUncopied() {
        FakeExchange exchange = FakeExchange.invoke("{\"a\":1}");

        scene.handle(exchange);

        assertSame(exchange.body(), backend.invokes.getFirst().payload());
    }

    @Test
    void anEmptyPayloadBecomesAnEmptyObject() {
        scene.handle(FakeExchange.invoke(""));

        assertEquals("{}", new String(backend.invokes.getFirst().payload(), UTF_8));
    }

    @Test
    void aLargePayloadIsServedToo() {
        backend.echoes();

        FakeExchange exchange =
                scene.handle(FakeExchange.invoke("\"" + "x".repeat(1_000_000) + "\""));

        assertEquals(200, exchange.status());
        assertEquals(1_000_002, backend.invokes.getFirst().payload().length);
    }

    @Test
    void aFunctionErrorIsASuccessWithAHeader() {
        backend.answer.complete(
                new InvokeResult(
                        "{\"errorMessage\":\"no\"}".getBytes(UTF_8),
                        "application/json",
                        Optional.of("Unhandled"),
                        Optional.empty()));

        FakeExchange exchange = scene.handle(FakeExchange.invoke("{}"));

        assertEquals(200, exchange.status());
        assertEquals("Unhandled", exchange.answerHeader("X-Amz-Function-Error"));
        assertEquals("{\"errorMessage\":\"no\"}", exchange.text());
    }

    @Test
    void theLogTailIsAskedForAndReturnedInBase64() {
        backend.answer.complete(
                new InvokeResult(
                        "1".getBytes(UTF_8),
                        "application/json",
                        Optional.empty(),
                        Optional.of("REPORT\n".getBytes(UTF_8))));

        FakeExchange exchange =
                scene.handle(FakeExchange.invoke("{}").with("X-Amz-Log-Type", "Tail"));

        assertTrue(backend.invokes.getFirst().tailLog());
        assertEquals(
                "REPORT\n",
                new String(
                        Base64.getDecoder().decode(exchange.answerHeader("X-Amz-Log-Result")),
                        UTF_8));
    }

    @Test
    void aCallersTraceAndClientContextAreHandedOn() {
        scene.handle(
                FakeExchange.invoke("{}")
                        .with(
                                "X-Amzn-Trace-Id",
                                "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1")
                        .with("X-Amz-Client-Context", base64("{\"custom\":{\"a\":\"b\"}}")));

        InvokeRequest invoked = backend.invokes.getFirst();
        assertTrue(
                backend.invokes
                        .getFirst()
                        .traceId()
                        .startsWith("Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1;Lineage="));
        assertEquals(Optional.of("{\"custom\":{\"a\":\"b\"}}"), invoked.clientContext());
    }

    @Test
    void theArnIsTheOneThatWasInvoked() {
        scene.handle(
                new FakeExchange(
                        "POST",
                        "/2015-03-31/functions/"
                                + "arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3Ahello"
                                + "/invocations?Qualifier=%24LATEST",
                        "{}"));
        scene.handle(FakeExchange.invoke("{}"));

        assertEquals(
                List.of(
                        "arn:aws:lambda:us-east-1:000000000000:function:hello:$LATEST",
                        "arn:aws:lambda:us-east-1:000000000000:function:hello"),
                backend.invokes.stream().map(InvokeRequest::invokedArn).toList());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "{, 400, InvalidRequestContentException, Could not parse request body into json: Could not parse payload into json: Unexpected end-of-input",
                "no, 400, InvalidRequestContentException, Could not parse request body into json: Could not parse payload into json: Unrecognized token 'no'",
                "{} {}, 400, InvalidRequestContentException, Could not parse request body into json: Could not parse payload into json: Content after the end"
            })
    void aPayloadThatIsNoJsonIsRefusedInAwssWords(
            String payload, int status, String type, String words) {
        FakeExchange exchange = scene.handle(FakeExchange.invoke(payload));

        assertError(status, type, words, exchange);
        assertEquals(List.of(), backend.events);
    }

    @Test
    void whatIsWrongWithAPayloadIsSaidWithItsPlaceAndWithoutItsText() {
        byte[] noUtf8 = HexFormat.of().parseHex("6e87729ee9b5d749ee9b6d74");

        FakeExchange exchange =
                scene.handle(
                        new FakeExchange(
                                "POST", "/2015-03-31/functions/hello/invocations", noUtf8));

        // As AWS was seen to answer.
        assertEquals(
                "{\"Type\":\"User\",\"message\":\"Could not parse request body into json: Could not"
                        + " parse payload into json: Invalid UTF-8 start byte 0x87\\n at [Source: REDACTED"
                        + " (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 3]\"}",
                exchange.text());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "X-Amz-Invocation-Type, Sync, 400, ValidationException, `Value 'Sync' at 'invocationType' failed to satisfy constraint: Member must satisfy enum value set: [Event, RequestResponse, DryRun]`",
                "X-Amz-Log-Type, Head, 400, ValidationException, `Value 'Head' at 'logType'`",
                "X-Amz-Client-Context, e30x, 400, InvalidRequestContentException, Client context must be a valid Base64-encoded JSON object.",
                "X-Amz-Client-Context, ???, 400, InvalidRequestContentException, Client context must be a valid Base64-encoded JSON object.",
                "X-Amz-Client-Context, W10=, 400, InvalidRequestContentException, Client context must be a valid Base64-encoded JSON object.",
                "x-amzn-RequestId, 42, 400, InvalidRequestContentException, UUID"
            })
    void aWrongHeaderIsRefusedInAwssWords(
            String header, String value, int status, String type, String words) {
        FakeExchange exchange = scene.handle(FakeExchange.invoke("{}").with(header, value));

        assertError(status, type, words, exchange);
        assertEquals(List.of(), backend.events);
    }

    @Test
    void aClientContextOverTheLimitIsRefused() {
        String context = base64("{\"a\":\"" + "x".repeat(2_700) + "\"}");

        FakeExchange exchange =
                scene.handle(FakeExchange.invoke("{}").with("X-Amz-Client-Context", context));

        assertError(400, "InvalidRequestContentException", "3583 bytes", exchange);
    }

    @ParameterizedTest
    @CsvSource({
        "/2015-03-31/functions/other/invocations, 404, ResourceNotFoundException",
        "/2015-03-31/functions/hel%20lo/invocations, 400, ValidationException",
        "/2015-03-31/functions/hello%zz/invocations, 400, ValidationException",
        "/2015-03-31/functions/hello:a/invocations?Qualifier=b, 400, InvalidParameterValueException"
    })
    void aFunctionThatCannotBeNamedSoIsRefused(String target, int status, String type) {
        FakeExchange exchange = scene.handle(new FakeExchange("POST", target, "{}"));

        assertError(status, type, "", exchange);
    }

    @Test
    void aDryRunChecksAndRunsNothing() {
        FakeExchange found =
                scene.handle(FakeExchange.invoke("{}").with("X-Amz-Invocation-Type", "DryRun"));
        FakeExchange missing =
                scene.handle(
                        new FakeExchange("POST", "/2015-03-31/functions/none/invocations", "{}")
                                .with("X-Amz-Invocation-Type", "DryRun"));

        assertEquals(204, found.status());
        assertEquals("", found.text());
        assertEquals(404, missing.status());
        assertEquals(List.of(), backend.events);
    }

    @Test
    void aThrottledInvokeSaysWhyAndWhenToTryAgain() {
        backend.acquired =
                CompletableFuture.failedFuture(
                        ApiException.throttled(ThrottleReason.RESERVED_CONCURRENCY));

        FakeExchange exchange = scene.handle(FakeExchange.invoke("{}"));

        assertError(429, "TooManyRequestsException", "Rate Exceeded.", exchange);
        assertTrue(exchange.text().contains("ReservedFunctionConcurrentInvocationLimitExceeded"));
        assertEquals("1", exchange.answerHeader("Retry-After"));
        assertEquals(List.of("acquire"), backend.events);
    }

    @Test
    void theEnvironmentIsGivenBackAfterTheAnswerAndNotBeforeItIsReady() {
        FakeExchange exchange = scene.handle(FakeExchange.invoke("{}"));
        assertEquals(List.of("acquire", "invoke environment-1"), backend.events);

        backend.answer.complete(FakeBackend.result("1"));
        assertTrue(exchange.isAnswered());
        assertEquals("answered environment-1", backend.events.getLast());

        backend.ended.complete(true);
        assertEquals("release environment-1 true", backend.events.getLast());
        assertEquals(4, backend.events.size());
    }

    @Test
    void anEnvironmentThatWasResetIsGivenBackAsUnusable() {
        scene.handle(FakeExchange.invoke("{}"));
        backend.answer.complete(FakeBackend.result("1"));
        backend.ended.complete(false);

        assertEquals("release environment-1 false", backend.events.getLast());
    }

    @Test
    void aWorkerThatThrowsCostsTheEnvironmentAndNothingElse() {
        backend.invokeFails = Optional.of(new IllegalStateException("on purpose"));

        FakeExchange exchange = scene.handle(FakeExchange.invoke("{}"));

        assertError(500, "ServiceException", "internal error", exchange);
        assertFalse(exchange.text().contains("on purpose"));
        assertEquals(
                List.of("acquire", "invoke environment-1", "release environment-1 false"),
                backend.events);
    }

    @Test
    void aPlatformFaultIsAnsweredAsWhatItIs() {
        scene.handle(FakeExchange.invoke("{}"));
        FakeExchange exchange = scene.handle(FakeExchange.invoke("{}"));

        backend.answer.completeExceptionally(
                new ApiException(ErrorCode.INVALID_RUNTIME, "no such runtime"));

        assertError(502, "InvalidRuntimeException", "no such runtime", exchange);
    }

    @Test
    void aRuntimesOddContentTypeDoesNotLoseTheAnswer() {
        backend.answer.complete(
                new InvokeResult(
                        "1".getBytes(UTF_8), "a\r\nb: c", Optional.empty(), Optional.empty()));

        FakeExchange exchange = scene.handle(FakeExchange.invoke("{}"));

        assertError(500, "ServiceException", "", exchange);
    }

    @Test
    void aClientThatGoesAwayWhileItWaitsGivesItsPlaceUp() {
        CompletableFuture<Assigned> waiting = new CompletableFuture<>();
        backend.acquired = waiting;
        FakeExchange exchange = scene.handle(FakeExchange.invoke("{}"));

        exchange.clientGoesAway();

        assertTrue(waiting.isCancelled());
        assertEquals(List.of("acquire"), backend.events);
    }

    @Test
    void aClientThatGoesAwayMidInvokeDoesNotStopIt() {
        CompletableFuture<Assigned> waiting = new CompletableFuture<>();
        backend.acquired = waiting;
        FakeExchange exchange = scene.handle(FakeExchange.invoke("{}"));
        waiting.complete(FakeBackend.assigned());

        exchange.clientGoesAway();
        backend.answer.complete(FakeBackend.result("1"));
        backend.ended.complete(true);

        assertEquals(
                List.of(
                        "acquire",
                        "invoke environment-1",
                        "answered environment-1",
                        "release environment-1 true"),
                backend.events);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private static void assertError(int status, String type, String words, FakeExchange exchange) {
        assertEquals(status, exchange.status(), exchange::text);
        assertEquals(type, exchange.answerHeader("x-amzn-ErrorType"), exchange::text);
        assertTrue(exchange.text().contains(words), exchange::text);
        assertEquals(36, exchange.answerHeader("x-amzn-RequestId").length());
    }
}
