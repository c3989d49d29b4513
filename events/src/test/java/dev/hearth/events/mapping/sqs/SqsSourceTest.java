package dev.hearth.events.mapping.sqs;

import static dev.hearth.events.mapping.FakeFunction.answer;
import static dev.hearth.events.mapping.FakeFunction.failure;
import static dev.hearth.events.mapping.sqs.TestQueues.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.events.EventSourceMapping;
import dev.hearth.api.function.FunctionId;
import dev.hearth.events.lease.LeaseTiming;
import dev.hearth.events.lease.MemoryRecords;
import dev.hearth.events.mapping.EventSourceMappings;
import dev.hearth.events.mapping.FakeFunction;
import dev.hearth.events.mapping.SeenProgress;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import dev.hearth.foundation.time.SystemTimers;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.JsonNode;

/** Mappings that read a third party's SQS. */
final class SqsSourceTest {
    private static final String QUEUE = "orders";

    private final TestQueues queues = new TestQueues();
    private final FakeFunction function = new FakeFunction();
    private final SeenProgress progress = new SeenProgress();
    private final SystemTimers timers = new SystemTimers();
    private EventSourceMappings mappings;
    private String url = "";

    @BeforeEach
    void start() {
        Clock clock = Clock.system();
        Entropy entropy = Entropy.system();
        mappings =
                new EventSourceMappings(
                        function,
                        progress,
                        new MemoryRecords(),
                        "here",
                        LeaseTiming.DEFAULT,
                        List.of(new SqsSource(queues.settings(), clock, timers, entropy)),
                        clock,
                        timers,
                        entropy);
        url = queues.create(QUEUE, Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "2"));
    }

    @AfterEach
    void stop() {
        function.close();
        mappings.close();
        timers.close();
        queues.close();
    }

    private static EventSourceMapping mapping(long generation, boolean active) {
        return new EventSourceMapping(
                "m1",
                generation,
                new FunctionId("000000000000", "us-east-1", "f"),
                Optional.empty(),
                TestQueues.arn(QUEUE),
                active,
                10,
                Duration.ZERO,
                OptionalInt.empty(),
                List.of(),
                false);
    }

    private static EventSourceMapping with(int batchSize, Duration window, List<String> filters) {
        EventSourceMapping m = mapping(1, true);
        return new EventSourceMapping(
                m.uuid(),
                m.generation(),
                m.function(),
                m.qualifier(),
                m.eventSourceArn(),
                true,
                batchSize,
                window,
                m.maximumConcurrency(),
                filters,
                true);
    }

    private void send(String body) {
        queues.client.sendMessage(r -> r.queueUrl(url).messageBody(body));
    }

    private void awaitEmpty() {
        await("the queue to be empty", () -> queues.depth(url) == 0);
    }

    @Test
    void givesMessagesToTheFunctionAsAwsDoesAndDeletesThem() {
        queues.client.sendMessage(r ->
                r.queueUrl(url)
                        .messageBody("hello \u00e9")
                        .messageAttributes(
                                Map.of(
                                        "s",
                                        MessageAttributeValue.builder()
                                                .dataType("String")
                                                .stringValue("v")
                                                .build(),
                                        "b",
                                        MessageAttributeValue.builder()
                                                .dataType("Binary")
                                                .binaryValue(SdkBytes.fromUtf8String("hi"))
                                                .build())));

        mappings.mappingChanged(mapping(1, true));
        awaitEmpty();

        JsonNode record = function.events().get(0).path("Records").path(0);
        assertEquals("hello \u00e9", record.path("body").stringValue());
        assertEquals("aws:sqs", record.path("eventSource").stringValue());
        assertEquals(TestQueues.arn(QUEUE), record.path("eventSourceARN").stringValue());
        assertEquals("us-east-1", record.path("awsRegion").stringValue());
        assertEquals(32, record.path("md5OfBody").stringValue().length());
        assertEquals(32, record.path("md5OfMessageAttributes").stringValue().length());
        assertFalse(record.path("messageId").stringValue().isEmpty());
        assertFalse(record.path("receiptHandle").stringValue().isEmpty());
        JsonNode attributes = record.path("attributes");
        assertEquals("1", attributes.path("ApproximateReceiveCount").stringValue());
        for (String name :
                List.of("SentTimestamp", "SenderId", "ApproximateFirstReceiveTimestamp")) {
            assertTrue(attributes.path(name).isString(), name);
        }
        assertEquals(
                "{\"b\":{\"binaryValue\":\"aGk=\",\"stringListValues\":[],"
                        + "\"binaryListValues\":[],\"dataType\":\"Binary\"},"
                        + "\"s\":{\"stringValue\":\"v\",\"stringListValues\":[],"
                        + "\"binaryListValues\":[],\"dataType\":\"String\"}}",
                record.path("messageAttributes").toString());
        assertEquals(List.of("No records processed", "settled m1 1", "OK"), progress.seen());
    }

    @Test
    void leavesWhatTheFunctionFailedOnToTheQueueAndItsDeadLetterQueue() {
        String dead = queues.create("dead", Map.of());
        url =
                queues.create(
                        "redriven",
                        Map.of(
                                QueueAttributeName.VISIBILITY_TIMEOUT,
                                "2",
                                QueueAttributeName.REDRIVE_POLICY,
                                "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":2}"
                                        .formatted(TestQueues.arn("dead"))));
        function.does(event -> failure());
        send("poison");

        mappings.mappingChanged(reading("redriven"));

        await("the dead letter", () -> queues.depth(dead) == 1);
        assertEquals(List.of("poison", "poison"), function.bodies());
        assertTrue(progress.seen().contains("PROBLEM: Function call failed"), progress::toString);
        assertEquals(0, queues.depth(url));
    }

    private static EventSourceMapping reading(String queue) {
        EventSourceMapping m = mapping(1, true);
        return new EventSourceMapping(
                m.uuid(),
                m.generation(),
                m.function(),
                m.qualifier(),
                TestQueues.arn(queue),
                true,
                10,
                Duration.ZERO,
                OptionalInt.of(2),
                List.of(),
                true);
    }

    @Test
    void givesAgainOnlyTheMessagesThatFailed() {
        Set<String> failedOnce = new HashSet<>();
        function.does(event -> {
            for (JsonNode record : event.path("Records")) {
                if (record.path("body").stringValue().equals("bad") && failedOnce.add("bad")) {
                    return answer(
                            "{\"batchItemFailures\":[{\"itemIdentifier\":\"%s\"}]}"
                                    .formatted(record.path("messageId").stringValue()));
                }
            }
            return answer("{}");
        });
        for (String body : List.of("a", "bad", "c")) {
            send(body);
        }

        mappings.mappingChanged(with(10, Duration.ZERO, List.of()));
        awaitEmpty();

        assertEquals(List.of("a", "bad", "bad", "c"), function.bodies().stream().sorted().toList());
    }

    @Test
    void deletesMessagesThatNoFilterLetsThrough() {
        send("{\"kind\":\"no\"}");
        send("{\"kind\":\"yes\"}");
        send("plain");

        mappings.mappingChanged(
                with(10, Duration.ZERO, List.of("{\"body\":{\"kind\":[\"yes\"]}}")));
        awaitEmpty();

        assertEquals(List.of("{\"kind\":\"yes\"}"), function.bodies());
    }

    @Test
    void gathersABatchUntilItsWindowEnds() {
        mappings.mappingChanged(with(100, Duration.ofSeconds(3), List.of()));
        await("polling", () -> progress.seen().contains("settled m1 1"));

        for (int i = 0; i < 25; i++) {
            send("m" + i);
        }
        awaitEmpty();

        assertEquals(1, function.orders().size());
        assertEquals(25, function.bodies().size());
    }

    @Test
    void keepsABatchHiddenWhileItsFunctionRuns() {
        function.does(event -> {
            sleep(Duration.ofSeconds(5));
            return answer("null");
        });
        send("slow");

        mappings.mappingChanged(mapping(1, true));
        awaitEmpty();

        assertEquals(List.of("slow"), function.bodies());
    }

    private static void sleep(Duration length) {
        if (!dev.hearth.foundation.time.Pause.of(length)) {
            throw new IllegalStateException("interrupted");
        }
    }

    @Test
    void growsWithTheBacklogAndStaysBelowTheMaximumConcurrency() {
        function.does(event -> {
            sleep(Duration.ofMillis(50));
            return answer("null");
        });
        for (int i = 0; i < 100; i++) {
            send("m" + i);
        }
        EventSourceMapping m = mapping(1, true);
        mappings.mappingChanged(
                new EventSourceMapping(
                        m.uuid(),
                        1,
                        m.function(),
                        m.qualifier(),
                        m.eventSourceArn(),
                        true,
                        1,
                        Duration.ZERO,
                        OptionalInt.of(4),
                        List.of(),
                        false));
        awaitEmpty();

        assertEquals(100, new TreeSet<>(function.bodies()).size());
        assertEquals(4, function.mostAtOnce());
    }

    @Test
    void stopsAndGoesOnAsItsOwnerSays() {
        mappings.mappingChanged(mapping(1, true));
        await("polling", () -> progress.seen().contains("settled m1 1"));
        mappings.mappingChanged(mapping(2, false));
        await("no polling", () -> progress.seen().contains("settled m1 2"));

        send("later");
        sleep(Duration.ofSeconds(1));
        assertEquals(List.of(), function.bodies());
        assertEquals(1, queues.depth(url));

        mappings.mappingChanged(mapping(3, true));
        awaitEmpty();
        assertEquals(List.of("later"), function.bodies());
        mappings.mappingRemoved("m1");
        await("the end", () -> progress.seen().contains("stopped m1"));
    }

    @Test
    void saysThatTheQueueIsGoneAndRecoversWhenItReturns() {
        mappings.mappingChanged(mapping(1, true));
        await("polling", () -> progress.seen().contains("settled m1 1"));

        queues.client.deleteQueue(r -> r.queueUrl(url));
        await(
                "the problem",
                Duration.ofSeconds(30),
                () -> progress.seen().stream().anyMatch(words -> words.contains("does not exist")));

        url = queues.create(QUEUE, Map.of());
        send("back");
        await("the message", () -> function.bodies().equals(List.of("back")));
        awaitEmpty();
    }

    @Test
    void keepsTheOrderOfAGroup() {
        Map<QueueAttributeName, String> fifo =
                Map.of(
                        QueueAttributeName.FIFO_QUEUE,
                        "true",
                        QueueAttributeName.CONTENT_BASED_DEDUPLICATION,
                        "true",
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        "2");
        url = queues.create("line.fifo", fifo);
        for (int i = 0; i < 24; i++) {
            String body = "g" + i % 3 + "-" + (char) ('a' + i / 3);
            queues.client.sendMessage(
                    r -> r.queueUrl(url).messageBody(body).messageGroupId(body.substring(0, 2)));
        }
        AtomicInteger invokes = new AtomicInteger();
        function.does(event -> {
            sleep(Duration.ofMillis(100));
            return invokes.incrementAndGet() == 1 ? failure() : answer("null");
        });

        mappings.mappingChanged(reading("line.fifo"));
        awaitEmpty();

        for (String group : List.of("g0", "g1", "g2")) {
            List<String> firsts =
                    function.bodies().stream().filter(b -> b.startsWith(group)).distinct().toList();
            assertEquals(firsts.stream().sorted().toList(), firsts);
            List<String> lasts =
                    function.bodies().reversed().stream()
                            .filter(b -> b.startsWith(group))
                            .distinct()
                            .toList();
            assertEquals(firsts.reversed(), lasts, "none was processed before one that failed");
        }
        JsonNode attributes = function.events().get(0).path("Records").path(0).path("attributes");
        for (String name : List.of("MessageGroupId", "MessageDeduplicationId", "SequenceNumber")) {
            assertTrue(attributes.path(name).isString(), name);
        }
    }
}
