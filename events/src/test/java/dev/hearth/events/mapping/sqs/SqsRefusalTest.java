package dev.hearth.events.mapping.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.hearth.events.lease.LeaseTiming;
import dev.hearth.events.mapping.EventSourceMappings;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What is said against a mapping before it is made. */
@Timeout(30)
final class SqsRefusalTest extends SqsTest {
    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

    @Test
    void ofAQueueThatIsNotThere() {
        assertEquals(
                Optional.of(
                        "Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue does not exist."),
                mappings.refusal(TestQueues.arn("nowhere"), TWO_SECONDS));
    }

    @Test
    void ofAVisibilityTimeoutThatIsShorterThanTheFunctions() {
        String arn = TestQueues.arn(queue);

        assertEquals(Optional.empty(), mappings.refusal(arn, TWO_SECONDS));
        assertEquals(
                Optional.of(
                        "Queue visibility timeout: 2 seconds is less than Function timeout: 3 seconds"),
                mappings.refusal(arn, Duration.ofSeconds(3)));
        queues.client.setQueueAttributes(r ->
                r.queueUrl(url).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "0")));
        assertEquals(
                Optional.of(
                        "Queue visibility timeout: 0 seconds is less than Function timeout: 1 seconds"),
                mappings.refusal(arn, Duration.ofSeconds(1)));
    }

    @Test
    void ofAQueueThatIsForbidden() throws IOException {
        HttpServer forbidding =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        forbidding.createContext(
                "/",
                exchange -> {
                    byte[] words =
                            "{\"__type\":\"com.amazonaws.sqs#AccessDeniedException\",\"message\":\"Not you.\"}"
                                    .getBytes(UTF_8);
                    exchange.sendResponseHeaders(403, words.length);
                    exchange.getResponseBody().write(words);
                    exchange.close();
                });
        forbidding.start();
        try {
            assertEquals(
                    Optional.of(
                            "Error occurred while ReceiveMessage. SQS Error Code: AccessDeniedException. SQS Error Message: Not you."),
                    refusalAt(forbidding.getAddress().getPort()));
        } finally {
            forbidding.stop(0);
        }
    }

    @Test
    void notOfAServiceThatIsAwayOrDoesNotAnswer() throws IOException {
        int port;
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            port = silent.getLocalPort();
            long asked = Clock.system().nanos();
            assertEquals(Optional.empty(), refusalAt(port));
            Duration took = Duration.ofNanos(Clock.system().nanos() - asked);
            assertTrue(took.toSeconds() < 10, "took " + took);
        }
        assertEquals(Optional.empty(), refusalAt(port));
    }

    private Optional<String> refusalAt(int port) {
        SqsSettings settings =
                new SqsSettings(
                        Optional.of(URI.create("http://127.0.0.1:" + port)),
                        Optional.of("x"),
                        Optional.of("x"),
                        Optional.empty(),
                        SqsSettings.LONGEST_POLL);
        Clock clock = Clock.system();
        Entropy entropy = Entropy.system();
        try (EventSourceMappings elsewhere =
                new EventSourceMappings(
                        function,
                        progress,
                        records,
                        "elsewhere",
                        LeaseTiming.DEFAULT,
                        List.of(new SqsSource(settings, clock, timers, entropy)),
                        clock,
                        timers,
                        entropy)) {
            return elsewhere.refusal(TestQueues.arn(queue), TWO_SECONDS);
        }
    }
}
