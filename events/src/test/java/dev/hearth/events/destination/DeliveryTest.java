package dev.hearth.events.destination;

import static java.net.URLDecoder.decode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.events.AsyncEvent;
import dev.hearth.events.destination.Destinations.Told;
import dev.hearth.events.destination.Standing.Reply;
import dev.hearth.events.destination.Standing.Seen;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What AWS's clients send over the wire, and what becomes of answers that are no success. */
class DeliveryTest {
    private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:topic";
    private static final String BUS = "arn:aws:events:us-east-1:000000000000:event-bus/default";
    private static final String BUCKET = "arn:aws:s3:::failures";
    private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:next";
    private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:dead";

    /** With the sums, which the SDK checks, of a letter with two attributes. */
    private static final Reply SENT =
            new Reply(
                    200,
                    "{\"MessageId\":\"m\",\"MD5OfMessageBody\":\"e59138f35192e320088b83d28388d6bb\","
                            + "\"MD5OfMessageAttributes\":\"c77bc06ab3b69229818d13c6ec6db56b\"}");

    private static final Reply PUBLISHED =
            new Reply(
                    200,
                    "<PublishResponse><PublishResult><MessageId>m</MessageId></PublishResult></PublishResponse>");
    private static final Reply PUT =
            new Reply(200, "{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"e\"}]}");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "InvalidMessageContents",
                "com.amazonaws.sqs#InvalidMessageContents",
                "InvalidParameterValue",
                "com.amazonaws.sqs#InvalidParameterValueException",
                "InvalidAttributeValue"
            })
    void aLetterThatAQueueRefusesIsSentOnceMoreWithoutWhatOthersHaveWritten(String refusal) {
        try (Standing sqs =
                        new Standing(SENT)
                                .first(
                                        new Reply(200, "{\"QueueUrl\":\"http://127.0.0.1/dead\"}"),
                                        1)
                                .first(new Reply(400, "{\"__type\":\"" + refusal + "\"}"), 1);
                Sender sender = sender("sqs", sqs)) {
            Told told = sender.tell(Endings.failure(Optional.empty(), Optional.of(QUEUE)));

            assertEquals(new Told(1, 0, 0), told);
            assertEquals(3, sqs.seen.size());
            JsonNode first = new JsonMapper().readTree(sqs.seen.get(1).body());
            JsonNode second = new JsonMapper().readTree(sqs.seen.get(2).body());
            assertEquals(3, first.path("MessageAttributes").size());
            assertTrue(first.has("MessageSystemAttributes"), first.toString());
            assertEquals("{\"k\":1}", second.path("MessageBody").asString());
            assertEquals(
                    Set.of("RequestID", "ErrorCode"),
                    Set.copyOf(second.path("MessageAttributes").propertyNames()));
            assertFalse(second.has("MessageSystemAttributes"), second.toString());
        }
    }

    @Test
    void aLetterThatAQueueRefusesTwiceIsGivenUp() {
        try (Standing sqs =
                        new Standing(new Reply(400, "{\"__type\":\"InvalidMessageContents\"}"))
                                .first(
                                        new Reply(200, "{\"QueueUrl\":\"http://127.0.0.1/dead\"}"),
                                        1);
                Sender sender = sender("sqs", sqs)) {
            assertEquals(
                    new Told(0, 0, 1),
                    sender.tell(Endings.failure(Optional.empty(), Optional.of(QUEUE))));
            assertEquals(3, sqs.seen.size());
        }
    }

    @Test
    void aTopicGetsTheRecordAsItsMessage() {
        try (Standing sns = new Standing(PUBLISHED);
                Sender sender = sender("sns", sns)) {
            Told told = sender.tell(Endings.success(TOPIC, "[1]"));

            assertEquals(new Told(1, 0, 0), told);
            String form = decode(sns.seen.getFirst().body(), UTF_8);
            assertTrue(form.contains("TopicArn=" + TOPIC), form);
            assertTrue(form.contains("Message={\"version\":\"1.0\","), form);
            assertTrue(form.contains("\"responsePayload\":[1]}"), form);
        }
    }

    @Test
    void aRecordTooLargeForATopicGoesWithoutItsPayloads() {
        try (Standing sns = new Standing(PUBLISHED);
                Sender sender = sender("sns", sns)) {
            sender.tell(Endings.success(TOPIC, "\"" + "x".repeat(256 * 1024) + "\""));

            String form = decode(sns.seen.getFirst().body(), UTF_8);
            assertTrue(form.contains("\"requestPayload\":null"), form.substring(0, 200));
            assertTrue(form.contains("\"responsePayload\":null"), form.substring(0, 200));
        }
    }

    @Test
    void aTopicForDeadLettersGetsTheEventAndWhyItFailed() {
        try (Standing sns = new Standing(PUBLISHED);
                Sender sender = sender("sns", sns)) {
            sender.tell(Endings.failure(Optional.empty(), Optional.of(TOPIC)));

            String form = decode(sns.seen.getFirst().body(), UTF_8);
            assertTrue(form.contains("Message={\"k\":1}"), form);
            assertTrue(form.contains("Value.StringValue=" + Endings.ID), form);
            assertTrue(form.contains("Value.StringValue=200"), form);
            assertTrue(form.contains("Value.StringValue=boom"), form);
        }
    }

    @Test
    void aTopicGetsNoCharacterItDoesNotTake() {
        try (Standing sns = new Standing(PUBLISHED);
                Sender sender = sender("sns", sns)) {
            sender.tell(Endings.deadLetter(TOPIC, Endings.TRACE, "\u001b[31mno"));

            String form = decode(sns.seen.getFirst().body(), UTF_8);
            assertTrue(form.contains("Value.StringValue=\uFFFD[31mno"), form);
        }
    }

    @Test
    void aBusGetsTheRecordAsDetailOfAnEvent() {
        try (Standing bus = new Standing(PUT);
                Sender sender = sender("events", bus)) {
            sender.tell(Endings.failure(Optional.of(BUS), Optional.empty()));

            Seen seen = bus.seen.getFirst();
            JsonNode entry = new JsonMapper().readTree(seen.body()).path("Entries").path(0);
            assertEquals("AWSEvents.PutEvents", seen.operation());
            assertEquals("lambda", entry.path("Source").asString());
            assertEquals(
                    "Lambda Function Invocation Result - Failure",
                    entry.path("DetailType").asString());
            assertEquals(BUS, entry.path("EventBusName").asString());
            assertEquals(
                    "[\"" + BUS + "\",\"" + Endings.F.arn("$LATEST") + "\"]",
                    entry.path("Resources").toString());
            assertTrue(
                    entry.path("Detail").asString().contains("\"condition\":\"RetriesExhausted\""),
                    seen.body());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ThrottlingException, 2",
        "InternalFailure, 2",
        "InternalException, 2",
        "ServiceUnavailable, 2",
        "AccessDeniedException, 1",
        "InvalidArgument, 1",
        "MalformedDetail, 1",
        "NotAuthorizedForSourceException, 1"
    })
    void anEntryThatABusRefusesIsTriedAgainWhereThatMayHelp(String code, int tries) {
        Reply refusal =
                new Reply(
                        200,
                        "{\"FailedEntryCount\":1,\"Entries\":[{\"ErrorCode\":\"" + code + "\"}]}");
        try (Standing bus = new Standing(PUT).first(refusal, 1);
                Sender sender = sender("events", bus)) {
            Told told = sender.tell(Endings.failure(Optional.of(BUS), Optional.empty()));

            assertEquals(tries > 1 ? new Told(1, 0, 0) : new Told(0, 1, 0), told);
            assertEquals(tries, bus.seen.size());
        }
    }

    @Test
    void eachTargetIsAskedInTheRegionItIsIn() {
        try (Standing aws = new Standing(PUT);
                Sender sender = sender("events", aws)) {
            for (String region : new String[] {"us-east-1", "eu-west-1", "us-east-1"}) {
                sender.tell(Endings.success(BUS.replace("us-east-1", region), "1"));
            }

            assertEquals(
                    List.of("us-east-1", "eu-west-1", "us-east-1"),
                    aws.seen.stream().map(DeliveryTest::region).toList());
        }
    }

    @Test
    void aDeadLetterGoesToTheRegionOfItsTopic() {
        try (Standing sns = new Standing(PUBLISHED);
                Sender sender = sender("sns", sns)) {
            String topic = TOPIC.replace("us-east-1", "ap-south-1");
            Told told = sender.tell(Endings.failure(Optional.empty(), Optional.of(topic)));

            assertEquals(new Told(1, 0, 0), told);
            assertEquals("ap-south-1", region(sns.seen.getFirst()));
        }
    }

    private static String region(Seen seen) {
        return seen.signature().split("/", 4)[2];
    }

    @Test
    void aBucketGetsAFileForEachFailure() {
        try (Standing s3 = new Standing(new Reply(200, ""));
                Sender sender = sender("s3", s3)) {
            sender.tell(Endings.failure(Optional.of(BUCKET), Optional.empty()));

            Seen seen = s3.seen.getFirst();
            assertEquals("PUT", seen.method());
            assertEquals("us-east-1", region(seen));
            assertTrue(
                    seen.target()
                            .matches(
                                    "/failures/aws/lambda/async/f/2026/01/02/2026-01-02T03\\.0\\d\\.\\d\\d-[0-9a-f-]{36}"),
                    seen.target());
            assertTrue(seen.body().contains("\"condition\":\"RetriesExhausted\""), seen.body());
        }
    }

    @Test
    void anotherFunctionGetsTheRecordAsAnEventThatShowsWhereItCameFrom() {
        try (Sender sender = new Sender(Map.of())) {
            Told told = sender.tell(Endings.success(FUNCTION + ":live", "[1]"));

            AsyncEvent event = sender.events.getFirst();
            assertEquals(new Told(1, 0, 0), told);
            assertEquals("next", event.function().name());
            assertEquals(Optional.of("live"), event.qualifier());
            assertFalse(event.requestId().equals(Endings.ID));
            assertTrue(event.traceId().matches("Root=1-.*;Lineage=[0-9a-f]{8}:0"), event.traceId());
            assertTrue(new String(event.payload(), UTF_8).contains("\"responsePayload\":[1]}"));
        }
    }

    @Test
    void aRecordLargerThanAnyEventIsNotInvoked() {
        try (Sender sender = new Sender(Map.of())) {
            Told told =
                    sender.tell(Endings.success(FUNCTION, "\"" + "x".repeat(1024 * 1024) + "\""));

            assertEquals(new Told(0, 1, 0), told);
            assertTrue(sender.events.isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "arn:aws:kinesis:us-east-1:000000000000:stream/s"})
    void whatIsNoDestinationIsAFailureAndNothingWorse(String target) {
        try (Sender sender = new Sender(Map.of())) {
            assertEquals(
                    new Told(0, 1, 1),
                    sender.tell(Endings.failure(Optional.of(target), Optional.of(target))));
        }
    }

    private static Sender sender(String service, Standing standing) {
        return new Sender(Map.of(service, standing.endpoint()));
    }
}
