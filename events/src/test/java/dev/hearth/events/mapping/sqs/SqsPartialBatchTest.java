package dev.hearth.events.mapping.sqs;

import static dev.hearth.events.mapping.FakeFunction.answer;
import static dev.hearth.events.mapping.FakeFunction.failure;
import static dev.hearth.events.mapping.sqs.TestQueues.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.invoke.Invoked;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.JsonNode;

/** Batches of which a part fails, and the order of FIFO queues. */
final class SqsPartialBatchTest extends SqsTest {
    /** Fails the record with this body, once. */
    private static Invoked failing(String body, JsonNode event, AtomicInteger failures) {
        for (JsonNode record : event.path("Records")) {
            if (record.path("body").stringValue().equals(body) && failures.getAndIncrement() == 0) {
                return answer(
                        "{\"batchItemFailures\":[{\"itemIdentifier\":\"%s\"}]}"
                                .formatted(record.path("messageId").stringValue()));
            }
        }
        return answer("{}");
    }

    @Test
    void givesAgainOnlyTheMessagesThatFailed() {
        AtomicInteger failures = new AtomicInteger();
        function.does(event -> failing("bad", event, failures));
        for (String body : List.of("a", "bad", "c")) {
            send(body);
        }

        run(mapping().reportsFailures());
        awaitEmpty();

        assertEquals(List.of("a", "bad", "bad", "c"), function.bodies().stream().sorted().toList());
    }

    @Test
    void givesAllAgainWhenTheAnswerNamesAMessageThatWasNotThere() {
        AtomicInteger invokes = new AtomicInteger();
        function.does(event ->
                invokes.incrementAndGet() == 1
                        ? answer("{\"batchItemFailures\":[{\"itemIdentifier\":\"?\"}]}")
                        : answer("null"));
        send("a");

        run(mapping().reportsFailures());
        awaitEmpty();

        assertEquals(List.of("a", "a"), function.bodies());
        assertTrue(progress.seen().contains("PROBLEM: Function call failed"));
    }

    @Test
    void keepsTheOrderOfAGroupWhenABatchFails() {
        createFifo(Map.of());
        for (int i = 0; i < 24; i++) {
            send("g" + i % 3 + "-" + (char) ('a' + i / 3), "g" + i % 3);
        }
        AtomicInteger invokes = new AtomicInteger();
        function.does(event -> {
            sleep(Duration.ofMillis(100));
            return invokes.incrementAndGet() == 1 ? failure() : answer("null");
        });

        run(mapping());
        awaitEmpty();

        for (String group : List.of("g0", "g1", "g2")) {
            List<String> all =
                    function.bodies().stream().filter(body -> body.startsWith(group)).toList();
            List<String> firsts = all.stream().distinct().toList();
            assertEquals(firsts.stream().sorted().toList(), firsts);
            List<String> lasts = all.reversed().stream().distinct().toList();
            assertEquals(firsts.reversed(), lasts, "none was processed before one that failed");
        }
        JsonNode attributes = function.events().get(0).path("Records").path(0).path("attributes");
        for (String name : List.of("MessageGroupId", "MessageDeduplicationId", "SequenceNumber")) {
            assertTrue(attributes.path(name).isString(), name);
        }
    }

    @Test
    void stopsAGroupInTheRestOfItsBatchWhenAPartFails() {
        createFifo(Map.of());
        sendFourForTwoInvokes();
        AtomicInteger invokes = new AtomicInteger();
        function.does(event -> invokes.incrementAndGet() == 1 ? failure() : answer("null"));

        run(mapping());
        awaitEmpty();

        List<Character> order = function.bodies().stream().map(body -> body.charAt(0)).toList();
        assertEquals(List.of('1', '2', '3', '1', '2', '3', '4'), order);
    }

    @Test
    void showsTheRestOfABatchAgainWhenTheServerIsAboutToStop() {
        createFifo(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "60"));
        sendFourForTwoInvokes();
        function.does(event -> {
            mappings.quiesce();
            return answer("null");
        });

        run(mapping());
        await("the first invoke", () -> queues.depth(url) == 1);
        List<Character> shown = new CopyOnWriteArrayList<>();
        await(
                "the rest",
                () -> {
                    queues.client.receiveMessage(r -> r.queueUrl(url)).messages().stream()
                            .map(message -> message.body().charAt(0))
                            .forEach(shown::add);
                    return !shown.isEmpty();
                });

        assertEquals(List.of('4'), shown);
        assertEquals(1, function.events().size());
    }

    /** Quotes take two bytes each in JSON: three such messages fit one invoke, four do not. */
    private void sendFourForTwoInvokes() {
        String large = "\"".repeat(900_000);
        for (int i = 1; i <= 4; i++) {
            send(i + large, "g");
        }
    }
}
