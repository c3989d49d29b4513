package dev.hearth.events.mapping.sqs;

import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Pause;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.http.scaladsl.Http;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** ElasticMQ, a real SQS of others' making, with a client of its own beside the one under test. */
final class TestQueues implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);

    private final SQSRestServer server;
    private final URI endpoint;
    final SqsClient client;

    TestQueues() {
        this(0);
    }

    /**
     * @param port 0 for any that is free
     */
    TestQueues(int port) {
        server = SQSRestServerBuilder.withPort(port).withInterface("127.0.0.1").start();
        Http.ServerBinding binding = server.waitUntilStarted();
        endpoint = URI.create("http://127.0.0.1:" + binding.localAddress().getPort());
        client =
                SqsClient.builder()
                        .endpointOverride(endpoint)
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("x", "x")))
                        .build();
    }

    SqsSettings settings() {
        return new SqsSettings(
                Optional.of(endpoint),
                Optional.of("x"),
                Optional.of("x"),
                Optional.empty(),
                Duration.ofSeconds(2));
    }

    int port() {
        return endpoint.getPort();
    }

    String create(String name, Map<QueueAttributeName, String> attributes) {
        return client.createQueue(r -> r.queueName(name).attributes(attributes)).queueUrl();
    }

    static String arn(String name) {
        return "arn:aws:sqs:us-east-1:000000000000:" + name;
    }

    /** Messages in the queue, shown and hidden. */
    int depth(String url) {
        Map<QueueAttributeName, String> attributes =
                client.getQueueAttributes(
                                r -> r.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                        .attributes();
        return count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
                + count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
    }

    private static int count(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
        return Integer.parseInt(attributes.getOrDefault(name, "0"));
    }

    interface Condition {
        boolean holds();
    }

    static void await(String what, Condition condition) {
        await(what, Duration.ofSeconds(15), condition);
    }

    static void await(String what, Duration limit, Condition condition) {
        long until = Clock.system().nanos() + limit.toNanos();
        while (!condition.holds()) {
            if (Clock.system().nanos() - until > 0 || !Pause.of(POLL)) {
                throw new AssertionError("Waited in vain: " + what);
            }
        }
    }

    @Override
    public void close() {
        client.close();
        server.stopAndWait();
    }
}
