package dev.hearth.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Ten thousand events wait: how the server stops, and what it says of them when it is back. */
class BacklogTest {
    private static final int EVENTS = 10_000;
    private static final int SENDERS = 64;

    /** Less than what the server waits for who is inside: an invoke of the backlog takes 200 ms. */
    private static final Duration LONGER_THAN_IDLE = Duration.ofSeconds(3);

    private static final String SLOW =
            """
            import time
            def handler(event, context):
                time.sleep(0.2)
            """;

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir Path work;

    @Test
    void stoppingIsAsQuickAsEverAndNothingIsForgotten() throws Exception {
        Path data = work.resolve("data");
        HearthScript idle = HearthScript.up(data);
        deploy(idle.endpoint());
        Duration idleStop = stop(idle);

        HearthScript busy = HearthScript.up(data);
        send(busy.endpoint());
        JsonNode before = queue(busy.endpoint());
        Duration busyStop = stop(busy);
        System.out.printf("stopping took %s idle, %s with a backlog%n", idleStop, busyStop);
        assertTrue(
                busyStop.compareTo(idleStop.plus(LONGER_THAN_IDLE)) < 0,
                () -> busyStop + " to stop, " + idleStop + " without a backlog");

        HearthScript back = HearthScript.up(data);
        JsonNode after = queue(back.endpoint());
        back.kill();
        try (HearthScript again = HearthScript.up(data)) {
            long asked = System.nanoTime();
            HttpResponse<String> looked =
                    http.send(
                            HttpRequest.newBuilder(URI.create(again.endpoint() + "/_hearth/queue"))
                                    .build(),
                            BodyHandlers.ofString());
            Duration looking = Duration.ofNanos(System.nanoTime() - asked);
            JsonNode afterKill = new JsonMapper().readTree(looked.body());
            System.out.printf("looking at the queue took %s%n", looking);
            String shown = run("queue", "--endpoint", again.endpoint());

            assertTrue(looking.compareTo(Duration.ofSeconds(2)) < 0, looking::toString);
            assertTrue(waiting(before) <= EVENTS, before::toString);
            // Fewer have run meanwhile than make a thousand.
            for (JsonNode seen : new JsonNode[] {before, after, afterKill}) {
                assertTrue(waiting(seen) > EVENTS - 1_000, () -> before + "\n" + seen);
            }
            assertTrue(waiting(afterKill) <= EVENTS, afterKill::toString);
            assertTrue(shown.contains("slow"), shown);
        }
    }

    private static Duration stop(HearthScript server) throws IOException {
        long began = System.nanoTime();
        server.close();
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static void deploy(String endpoint) {
        try (Functions functions = new Functions(endpoint)) {
            functions.python("slow", SLOW);
            functions
                    .client()
                    .putFunctionConcurrency(
                            r -> r.functionName("slow").reservedConcurrentExecutions(2));
            assertEquals("null", functions.invoke("slow", "{}").payload());
        }
    }

    private void send(String endpoint) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(endpoint + "/2015-03-31/functions/slow/invocations"))
                        .header("X-Amz-Invocation-Type", "Event")
                        .POST(BodyPublishers.ofString("{}"))
                        .build();
        Semaphore room = new Semaphore(SENDERS);
        AtomicInteger accepted = new AtomicInteger();
        for (int i = 0; i < EVENTS; i++) {
            room.acquire();
            CompletableFuture<?> _ =
                    http.sendAsync(request, BodyHandlers.discarding())
                            .whenComplete((answer, failure) -> {
                                if (failure == null && answer.statusCode() == 202) {
                                    accepted.incrementAndGet();
                                }
                                room.release();
                            });
        }
        room.acquire(SENDERS);
        assertEquals(EVENTS, accepted.get());
    }

    private static long waiting(JsonNode queue) {
        JsonNode all = queue.path("all");
        return all.path("waiting").asLong()
                + all.path("inFlight").asLong()
                + all.path("retrying").asLong();
    }

    private JsonNode queue(String endpoint) {
        return new JsonMapper().readTree(run("queue", "--json", "--endpoint", endpoint));
    }

    private String run(Object... arguments) {
        return HearthScript.run(Map.of(), work, arguments).succeeded().out();
    }
}
