package dev.hearth.events.destination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.events.destination.Destinations.Told;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.http.scaladsl.Http;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Queues of ElasticMQ, an SQS of others' making. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqsDeliveryTest {
    private final SQSRestServer server =
            SQSRestServerBuilder.withDynamicPort().withInterface("127.0.0.1").start();
    private final URI endpoint = endpoint(server.waitUntilStarted());
    private final Sender sender = new Sender(Map.of("sqs", endpoint));
    private final SqsClient client =
            SqsClient.builder().endpointOverride(endpoint).region(Region.US_EAST_1).build();

    private static URI endpoint(Http.ServerBinding binding) {
        return URI.create("http://127.0.0.1:" + binding.localAddress().getPort());
    }

    @BeforeAll
    void makeQueues() {
        client.createQueue(r -> r.queueName("results"));
        client.createQueue(r -> r.queueName("failures"));
        client.createQueue(r -> r.queueName("dead"));
    }

    @AfterAll
    void stop() {
        sender.close();
        client.close();
        server.stopAndWait();
    }

    @Test
    void aQueueGetsTheRecord() {
        Told told = sender.tell(Endings.success(arn("results"), "[1]"));

        Message message = receive("results");
        assertEquals(new Told(1, 0, 0), told);
        assertTrue(message.body().contains("\"condition\":\"Success\""), message.body());
        assertTrue(message.body().endsWith("\"responsePayload\":[1]}"), message.body());
        assertTrue(
                message.attributes()
                        .getOrDefault(MessageSystemAttributeName.AWS_TRACE_HEADER, "")
                        .contains("Lineage="),
                message.attributes().toString());
    }

    @Test
    void aFailureGoesToItsDestinationAndToTheDeadLetterQueue() {
        Told told =
                sender.tell(
                        Endings.failure(Optional.of(arn("failures")), Optional.of(arn("dead"))));

        Message letter = receive("dead");
        assertEquals(new Told(2, 0, 0), told);
        assertTrue(receive("failures").body().contains("\"condition\":\"RetriesExhausted\""));
        assertEquals("{\"k\":1}", letter.body());
        assertEquals("String " + Endings.ID, attribute(letter, "RequestID"));
        assertEquals("Number 200", attribute(letter, "ErrorCode"));
        assertEquals("String boom", attribute(letter, "ErrorMessage"));
    }

    @Test
    void anErrorMessageInColourArrivesWithoutWhatAQueueDoesNotTake() {
        Told told =
                sender.tell(
                        Endings.deadLetter(
                                arn("dead"),
                                Endings.TRACE,
                                "{\"errorMessage\":\"\\u001b[31mno\\u001b[0m "
                                        + "é".repeat(1024)
                                        + "\"}"));

        Message letter = receive("dead");
        assertEquals(new Told(1, 0, 0), told);
        assertEquals(
                "String \uFFFD[31mno\uFFFD[0m " + "é".repeat((1024 - 16) / 2),
                attribute(letter, "ErrorMessage"));
    }

    @Test
    void anAnswerThatIsNoJsonIsTheErrorMessage() {
        sender.tell(Endings.deadLetter(arn("dead"), Endings.TRACE, "\u001b[31mno"));

        assertEquals("String \uFFFD[31mno", attribute(receive("dead"), "ErrorMessage"));
    }

    @Test
    void aQueueThatIsGoneIsGivenUpAtOnce() {
        Told told =
                sender.tell(Endings.failure(Optional.of(arn("gone")), Optional.of(arn("dead"))));

        assertEquals(new Told(1, 1, 0), told);
        assertEquals("{\"k\":1}", receive("dead").body());
    }

    @Test
    void aQueueThatIsDeletedAndMadeAgainIsToldAgain() {
        String url = client.createQueue(r -> r.queueName("passing")).queueUrl();
        assertEquals(new Told(1, 0, 0), sender.tell(Endings.success(arn("passing"), "1")));
        client.deleteQueue(r -> r.queueUrl(url));
        assertEquals(new Told(0, 1, 0), sender.tell(Endings.success(arn("passing"), "2")));

        client.createQueue(r -> r.queueName("passing"));
        assertEquals(new Told(1, 0, 0), sender.tell(Endings.success(arn("passing"), "3")));
        assertTrue(receive("passing").body().endsWith("\"responsePayload\":3}"));
    }

    private Message receive(String queue) {
        String url = client.getQueueUrl(r -> r.queueName(queue)).queueUrl();
        Message message =
                client.receiveMessage(r ->
                                r.queueUrl(url)
                                        .waitTimeSeconds(5)
                                        .messageAttributeNames("All")
                                        .messageSystemAttributeNames(
                                                MessageSystemAttributeName.ALL))
                        .messages()
                        .getFirst();
        client.deleteMessage(r -> r.queueUrl(url).receiptHandle(message.receiptHandle()));
        return message;
    }

    private static String attribute(Message message, String name) {
        var value = message.messageAttributes().get(name);
        return value == null ? "none" : value.dataType() + " " + value.stringValue();
    }

    private static String arn(String name) {
        return "arn:aws:sqs:us-east-1:000000000000:" + name;
    }
}
