package dev.hearth.events.destination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ThrottleReason;
import dev.hearth.events.destination.Destinations.Told;
import dev.hearth.events.destination.Standing.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Destinations that are down, slow, forbidden, gone or busy. */
class BadDestinationsTest {
    private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:topic";
    private static final String BUS = "arn:aws:events:us-east-1:000000000000:event-bus/default";
    private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:";
    private static final Reply PUBLISHED =
            new Reply(
                    200,
                    "<PublishResponse><PublishResult><MessageId>m</MessageId></PublishResult></PublishResponse>");
    private static final Reply PUT =
            new Reply(200, "{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"e\"}]}");
    private static final Reply DOWN = new Reply(503, "");

    @Test
    void oneThatIsDownIsTriedAgain() {
        try (Standing sns = new Standing(PUBLISHED).first(DOWN, 4);
                Sender sender = sender("sns", sns.endpoint())) {
            assertEquals(new Told(1, 0, 0), sender.tell(Endings.success(TOPIC, "1")));
            assertEquals(5, sns.seen.size());
        }
    }

    @Test
    void oneThatStaysDownIsGivenUpAfterAnHour() {
        try (Standing sns = new Standing(DOWN);
                Sender sender = sender("sns", sns.endpoint())) {
            Instant began = sender.time.now();
            assertEquals(new Told(0, 1, 0), sender.tell(Endings.success(TOPIC, "1")));

            Duration took = Duration.between(began, sender.time.now());
            assertTrue(took.compareTo(Duration.ofHours(1)) >= 0, took.toString());
            assertTrue(took.compareTo(Duration.ofMinutes(66)) < 0, took.toString());
            assertTrue(sns.seen.size() > 12 && sns.seen.size() < 25, sns.seen.size() + " tries");
        }
    }

    @Test
    void aFaultOfThisServersIsTriedAgainAsWell() {
        try (Sender sender = new Sender(Map.of())) {
            sender.faults.add(new StackOverflowError("as the test says"));

            assertEquals(new Told(1, 0, 0), sender.tell(Endings.success(FUNCTION + "next", "1")));
            assertEquals(1, sender.events.size());
        }
    }

    @Test
    void oneThatRefusesConnectionsIsGivenUpAfterAnHour() {
        try (Sender sender = sender("sns", URI.create("http://127.0.0.1:9"))) {
            assertEquals(
                    new Told(0, 0, 1),
                    sender.tell(Endings.failure(Optional.empty(), Optional.of(TOPIC))));
        }
    }

    @Test
    void oneThatIsKnownToBeDownIsAskedNowAndThenOnly() {
        try (Standing sns = new Standing(DOWN);
                Sender sender = sender("sns", sns.endpoint())) {
            for (int i = 0; i < 100; i++) {
                assertTrue(sender.once(Endings.success(TOPIC, "1")).left().isPresent());
            }
            assertEquals(Targets.FAILURES_OF_ONE_DOWN, sns.seen.size());

            sender.time.advance(Targets.BETWEEN_QUESTIONS);
            sender.once(Endings.success(TOPIC, "1"));
            sender.once(Endings.success(TOPIC, "1"));
            assertEquals(Targets.FAILURES_OF_ONE_DOWN + 1, sns.seen.size());
        }
    }

    @Test
    void oneThatNeverAnswersHoldsNobodyElseUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
                Standing bus = new Standing(PUT);
                Sender sender =
                        new Sender(
                                Map.of(
                                        "sns",
                                        URI.create("http://127.0.0.1:" + silent.getLocalPort()),
                                        "events",
                                        bus.endpoint()))) {
            List<CompletableFuture<Told>> slow = begin(sender, TOPIC, 100);
            begin(sender, BUS, 100).forEach(told -> assertEquals(new Told(1, 0, 0), told.join()));

            assertFalse(slow.stream().anyMatch(CompletableFuture::isDone));
            slow.forEach(told -> assertTrue(told.join().left().isPresent()));
        }
    }

    private static List<CompletableFuture<Told>> begin(Sender sender, String arn, int count) {
        return new ArrayList<>(
                IntStream.range(0, count)
                        .mapToObj(_ -> sender.begin(Endings.success(arn, "1")))
                        .toList());
    }

    @Test
    void oneThatIsForbiddenIsGivenUpAtOnce() {
        givenUpAtOnce(403, "AuthorizationError");
    }

    @Test
    void oneThatIsGoneIsGivenUpAtOnce() {
        givenUpAtOnce(404, "NotFound");
    }

    private static void givenUpAtOnce(int status, String code) {
        try (Standing sns = new Standing(error(status, code));
                Sender sender = sender("sns", sns.endpoint())) {
            assertEquals(
                    new Told(0, 1, 1),
                    sender.once(Endings.failure(Optional.of(TOPIC), Optional.of(TOPIC))));
            assertEquals(2, sns.seen.size());
        }
    }

    @Test
    void oneThatThrottlesIsTriedAgain() {
        try (Standing sns =
                        new Standing(PUBLISHED)
                                .first(error(429, "Throttled"), 1)
                                .first(error(400, "Throttling"), 1);
                Sender sender = sender("sns", sns.endpoint())) {
            assertEquals(new Told(1, 0, 0), sender.tell(Endings.success(TOPIC, "1")));
            assertEquals(3, sns.seen.size());
        }
    }

    @Test
    void whoHasBeenToldIsNotToldAgainForAnother() {
        try (Standing bus = new Standing(PUT);
                Standing sns = new Standing(PUBLISHED).first(DOWN, 2);
                Sender sender =
                        new Sender(Map.of("events", bus.endpoint(), "sns", sns.endpoint()))) {
            assertEquals(
                    new Told(2, 0, 0),
                    sender.tell(Endings.failure(Optional.of(BUS), Optional.of(TOPIC))));
            assertEquals(1, bus.seen.size());
            assertEquals(3, sns.seen.size());
        }
    }

    @Test
    void aFunctionThatIsNotThereIsGivenUpAtOnce() {
        try (Sender sender = new Sender(Map.of())) {
            assertEquals(
                    new Told(0, 1, 0), sender.once(Endings.success(FUNCTION + "no-such", "1")));
            assertEquals(List.of(), sender.events);
        }
    }

    @Test
    void aFunctionWhoseEventsAreNotTakenAtTheMomentIsTriedAgain() {
        try (Sender sender = new Sender(Map.of())) {
            sender.refusals.add(ApiException.throttled(ThrottleReason.CALLER_RATE));
            assertEquals(new Told(1, 0, 0), sender.tell(Endings.success(FUNCTION + "next", "1")));
            assertEquals(1, sender.events.size());
        }
    }

    private static Reply error(int status, String code) {
        return new Reply(
                status,
                "<ErrorResponse><Error><Code>%s</Code><Message>no</Message></Error></ErrorResponse>"
                        .formatted(code));
    }

    private static Sender sender(String service, URI endpoint) {
        return new Sender(Map.of(service, endpoint));
    }
}
