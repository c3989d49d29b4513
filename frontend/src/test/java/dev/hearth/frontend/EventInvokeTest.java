package dev.hearth.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.events.AsyncEvent;
import dev.hearth.api.events.EventBacklog.Unseen;
import dev.hearth.api.events.FunctionQueue;
import dev.hearth.api.function.FunctionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventInvokeTest {
    private final Scene scene = Scene.open();
    private final FakeEvents events = scene.events;

    @Test
    void itIsAcceptedOnceItIsDurableAndNotBefore() {
        events.durable = new CompletableFuture<>();

        FakeExchange exchange = scene.handle(event("{\"a\":1}"));
        assertFalse(exchange.isAnswered());
        events.durable.complete(null);

        AsyncEvent queued = events.accepted.getFirst();
        assertEquals(202, exchange.status());
        assertEquals("", exchange.text());
        assertEquals(queued.requestId(), exchange.answerHeader("x-amzn-RequestId"));
        assertEquals(queued.traceId(), exchange.answerHeader("X-Amzn-Trace-Id"));
        assertEquals("", exchange.answerHeader("X-Amz-Executed-Version"));
        assertSame(exchange.body(), queued.payload());
        assertEquals("hello", queued.function().name());
        assertEquals(Optional.empty(), queued.qualifier());
        assertEquals(List.of(), scene.backend.events);
    }

    @Test
    void theQualifierIsKeptAndClientContextAndLogTypeAreNot() {
        FakeExchange exchange =
                new FakeExchange(
                                "POST",
                                "/2015-03-31/functions/hello/invocations?Qualifier=live",
                                "")
                        .with("X-Amz-Invocation-Type", "Event")
                        .with("X-Amz-Log-Type", "Tail")
                        .with("X-Amz-Client-Context", "e30=");

        assertEquals(202, scene.handle(exchange).status());
        assertEquals("", exchange.answerHeader("X-Amz-Log-Result"));
        assertEquals(Optional.of("live"), events.accepted.getFirst().qualifier());
        assertEquals(2, events.accepted.getFirst().payload().length);
    }

    @Test
    void whatTheQueueWillNotTakeIsToldAsItSays() {
        events.durable =
                CompletableFuture.failedFuture(
                        new ApiException(
                                ErrorCode.SERVICE_UNAVAILABLE, "The disk is nearly full."));

        FakeExchange exchange = scene.handle(event("{}"));

        assertEquals(503, exchange.status());
        assertTrue(exchange.text().contains("The disk is nearly full."), exchange.text());
    }

    @Test
    void oneMegabyteIsTakenAndAByteMoreIsNot() {
        assertEquals(202, scene.handle(event("\"" + "x".repeat(1_048_574) + "\"")).status());
        FakeExchange tooLarge = scene.handle(event("\"" + "x".repeat(1_048_575) + "\""));

        assertEquals(413, tooLarge.status());
        assertEquals("RequestEntityTooLargeException", tooLarge.answerHeader("x-amzn-ErrorType"));
        assertEquals(
                "{\"Message\":\"1048577 byte payload is too large for the Event invocation type"
                        + " (limit 1048576 bytes)\"}",
                tooLarge.text());
        assertEquals(1, events.accepted.size());
    }

    @Test
    void nothingIsQueuedForAFunctionThatIsNotThereNorForWhatIsNoJson() {
        FakeExchange unknown =
                new FakeExchange("POST", "/2015-03-31/functions/absent/invocations", "{}")
                        .with("X-Amz-Invocation-Type", "Event");

        assertEquals(404, scene.handle(unknown).status());
        assertEquals(400, scene.handle(event("{")).status());
        assertEquals(List.of(), events.accepted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/invoke-async", "/invoke-async/"})
    void theDeprecatedInvokeAsyncQueuesToo(String end) {
        FakeExchange exchange =
                new FakeExchange("POST", "/2014-11-13/functions/hello:live" + end, "[1]");

        assertEquals(202, scene.handle(exchange).status());
        assertEquals("{\"Status\":202}", exchange.text());
        assertEquals("hello", events.accepted.getFirst().function().name());
        assertEquals(Optional.of("live"), events.accepted.getFirst().qualifier());
    }

    @Test
    void queuesShowForPeopleAndInMetrics() {
        events.queues.add(
                new FunctionQueue(
                        new FunctionId("000000000000", "us-east-1", "hello"),
                        5,
                        2,
                        1,
                        Optional.of(Instant.EPOCH),
                        20,
                        3,
                        4,
                        6,
                        7,
                        2,
                        Duration.ofMillis(1500)));

        String json = scene.handle(new FakeExchange("GET", "/_hearth/queue", "")).text();
        String metrics = scene.handle(new FakeExchange("GET", "/_hearth/metrics", "")).text();

        assertTrue(
                json.startsWith(
                        "{\"queues\":[{\"function\":\"hello\",\"waiting\":5,\"inFlight\":2,\"retrying\":1,\"oldestMs\":"),
                json);
        assertEquals(
                List.of(
                        "hearth_async_events_received_total{function=\"hello\"} 20",
                        "hearth_async_events_dropped_total{function=\"hello\"} 3",
                        "hearth_async_events_dead_total{function=\"hello\"} 4",
                        "hearth_dead_letter_errors_total{function=\"hello\"} 7",
                        "hearth_destination_delivery_failures_total{function=\"hello\"} 6",
                        "hearth_async_events_waiting{function=\"hello\"} 5",
                        "hearth_async_events_in_flight{function=\"hello\"} 2",
                        "hearth_async_events_retrying{function=\"hello\"} 1",
                        "hearth_async_event_age_seconds_sum{function=\"hello\"} 1.5",
                        "hearth_async_event_age_seconds_count{function=\"hello\"} 2"),
                metrics.lines().filter(line -> line.contains("function=")).toList());
    }

    @Test
    void eventsOfBeforeAreCountedThoughNobodyKnowsWhoseTheyAre() {
        events.unseen = Optional.of(new Unseen(40, 2));

        String json = scene.handle(new FakeExchange("GET", "/_hearth/queue", "")).text();
        String metrics = scene.handle(new FakeExchange("GET", "/_hearth/metrics", "")).text();

        assertEquals(
                "{\"queues\":[],\"notLookedAt\":{\"waiting\":40,\"retrying\":2},"
                        + "\"all\":{\"waiting\":40,\"inFlight\":0,\"retrying\":2}}",
                json);
        assertTrue(
                metrics.contains("hearth_async_events_not_looked_at{state=\"waiting\"} 40\n"),
                metrics);
    }

    @Test
    void aQueueThatDoesNotAnswerIsNotCalledEmpty() {
        events.unseen = Optional.empty();

        String json = scene.handle(new FakeExchange("GET", "/_hearth/queue", "")).text();
        String metrics = scene.handle(new FakeExchange("GET", "/_hearth/metrics", "")).text();

        assertFalse(json.contains("notLookedAt"), json);
        assertFalse(metrics.contains("not_looked_at"), metrics);
    }

    private static FakeExchange event(String payload) {
        return FakeExchange.invoke(payload).with("X-Amz-Invocation-Type", "Event");
    }
}
