package dev.hearth.events.mapping.sqs;

import static dev.hearth.events.mapping.FakeFunction.answer;
import static dev.hearth.events.mapping.FakeFunction.failure;
import static dev.hearth.events.mapping.sqs.TestQueues.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import tools.jackson.databind.JsonNode;

/** What functions are given, and what becomes of messages. */
final class SqsSourceTest extends SqsTest {
    private static final String TRACE =
            "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0";

    private static MessageAttributeValue string(String value) {
        return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
    }

    private static MessageAttributeValue binary(String value) {
        SdkBytes bytes = SdkBytes.fromUtf8String(value);
        return MessageAttributeValue.builder().dataType("Binary").binaryValue(bytes).build();
    }

    @Test
    void givesMessagesToTheFunctionAsAwsDoesAndDeletesThem() {
        queues.client.sendMessage(r ->
                r.queueUrl(url)
                        .messageBody("hello \u00e9")
                        .messageAttributes(Map.of("s", string("v"), "b", binary("hi")))
                        .messageSystemAttributes(
                                Map.of(
                                        MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
                                        MessageSystemAttributeValue.builder()
                                                .dataType("String")
                                                .stringValue(TRACE)
                                                .build())));

        run(mapping());
        awaitEmpty();

        JsonNode record = function.events().get(0).path("Records").path(0);
        assertEquals("hello \u00e9", record.path("body").stringValue());
        assertEquals("aws:sqs", record.path("eventSource").stringValue());
        assertEquals(TestQueues.arn(queue), record.path("eventSourceARN").stringValue());
        assertEquals("us-east-1", record.path("awsRegion").stringValue());
        assertEquals(32, record.path("md5OfBody").stringValue().length());
        assertEquals(32, record.path("md5OfMessageAttributes").stringValue().length());
        assertFalse(record.path("messageId").stringValue().isEmpty());
        assertFalse(record.path("receiptHandle").stringValue().isEmpty());
        JsonNode attributes = record.path("attributes");
        assertEquals("1", attributes.path("ApproximateReceiveCount").stringValue());
        assertEquals(TRACE, attributes.path("AWSTraceHeader").stringValue());
        assertEquals(TRACE, function.orders().get(0).traceId());
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
        String dead = createRedriven(2);
        function.does(event -> failure());
        send("poison");

        run(mapping());

        await("the dead letter", () -> queues.depth(dead) == 1);
        assertEquals(List.of("poison", "poison"), function.bodies());
        assertTrue(progress.seen().contains("PROBLEM: Function call failed"));
        assertEquals(0, queues.depth(url));
    }

    @Test
    void deletesMessagesThatNoFilterLetsThrough() {
        send("{\"kind\":\"no\"}");
        send("{\"kind\":\"yes\"}");
        send("plain");

        run(mapping().filters("{\"body\":{\"kind\":[\"yes\"]}}"));
        awaitEmpty();

        assertEquals(List.of("{\"kind\":\"yes\"}"), function.bodies());
    }

    @Test
    void gathersABatchUntilItsWindowEnds() {
        run(mapping().batchSize(100).window(Duration.ofSeconds(3)));
        awaitReport("settled m1 1");

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

        run(mapping());
        awaitEmpty();

        assertEquals(List.of("slow"), function.bodies());
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

        run(mapping().batchSize(1).maximumConcurrency(4));
        awaitEmpty();

        assertEquals(100, new TreeSet<>(function.bodies()).size());
        assertEquals(4, function.mostAtOnce());
    }

    @Test
    void cutsBatchesToWhatAnInvokeTakes() {
        // Each of these takes two bytes in JSON.
        String large = "\"".repeat(900_000);
        for (int i = 0; i < 4; i++) {
            send(large);
        }

        run(mapping());
        awaitEmpty();

        assertEquals(4, function.bodies().size());
        function.orders().forEach(order -> assertTrue(order.payload().length <= 6 * 1024 * 1024));
    }
}
