package dev.hearth.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.events.testing.EventLedger;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at random moments under a load of Event invokes: every acknowledged event is
 * delivered or ends where its owner said. {@code dev/crash-run} runs it for longer.
 */
class EventCrashTest {
    private static final Duration LOAD =
            Duration.ofSeconds(Integer.getInteger("crash.seconds", 20));
    private static final long SEED = Long.getLong("crash.seed", 1);
    private static final int SENDERS = 8;

    /** Longer than the longest wait before another attempt. */
    private static final Duration STANDSTILL = Duration.ofSeconds(330);

    /** Every 40th event fails, so that its end is another function. */
    private static final String WORK =
            """
            import http.client, os
            host = os.environ.get("HEARTH_HOST", "127.0.0.1")
            port = int(os.environ["LEDGER_PORT"])
            def tell(book, number):
                ledger = http.client.HTTPConnection(host, port, timeout=10)
                ledger.request("GET", f"/{book}/{number}")
                assert ledger.getresponse().status == 200
                ledger.close()
            def handler(event, context):
                if event["number"] % 40 == 0:
                    raise Exception("not this one")
                tell("delivered", event["number"])
            def bury(record, context):
                tell("dead", record["requestPayload"]["number"])
            """;

    private final AtomicReference<String> endpoint = new AtomicReference<>("");
    private final AtomicBoolean sending = new AtomicBoolean(true);
    private final AtomicInteger numbers = new AtomicInteger();
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir Path work;

    @Test
    void everyAcknowledgedEventIsAccountedFor() throws Exception {
        Random random = new Random(SEED);
        Path data = work.resolve("data");
        List<Duration> restarts = new ArrayList<>();
        try (EventLedger ledger = new EventLedger();
                ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            HearthScript server = HearthScript.up(data);
            deploy(server.endpoint(), ledger.port());
            endpoint.set(server.endpoint());
            for (int i = 0; i < SENDERS; i++) {
                senders.execute(() -> send(ledger));
            }
            try {
                long end = System.nanoTime() + LOAD.toNanos();
                while (System.nanoTime() < end) {
                    TimeUnit.MILLISECONDS.sleep(1_000 + random.nextInt(6_000));
                    server.kill();
                    long killed = System.nanoTime();
                    server = HearthScript.up(data);
                    restarts.add(Duration.ofNanos(System.nanoTime() - killed));
                    endpoint.set(server.endpoint());
                }
            } finally {
                sending.set(false);
            }
            settle(ledger);
            String queue =
                    HearthScript.run(Map.of(), work, "queue", "--endpoint", server.endpoint())
                            .out();
            server.close();
            EventLedger.Tally tally = ledger.tally();
            report(tally, restarts);
            assertTrue(tally.acknowledged() > 100, () -> "hardly any load: " + tally);
            assertTrue(tally.dead() > 0, () -> "no event failed: " + tally);
            assertEquals(
                    0, tally.missing(), () -> ledger.missing() + " of " + tally + "\n" + queue);
        }
    }

    private static void deploy(String endpoint, int port) {
        try (Functions functions = new Functions(endpoint)) {
            Map<String, String> variables = Map.of("LEDGER_PORT", Integer.toString(port));
            functions.python(
                    "bury",
                    WORK,
                    r -> r.handler("app.bury").environment(e -> e.variables(variables)));
            functions.python("work", WORK, r -> r.environment(e -> e.variables(variables)));
            functions
                    .client()
                    .putFunctionEventInvokeConfig(r ->
                            r.functionName("work")
                                    .maximumRetryAttempts(0)
                                    .destinationConfig(d ->
                                            d.onFailure(f ->
                                                    f.destination(
                                                            "arn:aws:lambda:us-east-1:000000000000:function:bury"))));
        }
    }

    /** Until told to stop: what gets no 202 may have been queued or not, and does not count. */
    private void send(EventLedger ledger) {
        while (sending.get()) {
            int number = numbers.incrementAndGet();
            try {
                HttpRequest request =
                        HttpRequest.newBuilder(
                                        URI.create(
                                                endpoint.get()
                                                        + "/2015-03-31/functions/work/invocations"))
                                .timeout(Duration.ofSeconds(10))
                                .header("X-Amz-Invocation-Type", "Event")
                                .POST(BodyPublishers.ofString("{\"number\":" + number + "}"))
                                .build();
                HttpResponse<Void> answer = http.send(request, BodyHandlers.discarding());
                if (answer.statusCode() == 202) {
                    ledger.acknowledge(number);
                }
                Thread.sleep(20);
            } catch (IOException e) {
                // The server is being killed, or is not up again yet.
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until nothing is missing, or nothing has moved for a while. */
    private static void settle(EventLedger ledger) throws InterruptedException {
        long reports = ledger.reports();
        long moved = System.nanoTime();
        while (!ledger.missing().isEmpty() && System.nanoTime() - moved < STANDSTILL.toNanos()) {
            Thread.sleep(200);
            if (ledger.reports() != reports) {
                reports = ledger.reports();
                moved = System.nanoTime();
            }
        }
    }

    private static void report(EventLedger.Tally tally, List<Duration> restarts)
            throws IOException {
        long slowest = restarts.stream().mapToLong(Duration::toMillis).max().orElse(0);
        String table =
                """
                | | |
                |---|---|
                | load | %d s, %d senders, seed %d |
                | kills (`kill -9`) | %d |
                | slowest restart, from kill to serving | %d ms |
                | acknowledged (202) | %,d |
                | delivered | %,d |
                | ended at the destination for failures | %,d |
                | **lost** | **%d** |
                | delivered more than once | %,d |
                """
                        .formatted(
                                LOAD.toSeconds(),
                                SENDERS,
                                SEED,
                                restarts.size(),
                                slowest,
                                tally.acknowledged(),
                                tally.delivered(),
                                tally.dead(),
                                tally.missing(),
                                tally.duplicates());
        System.out.println(table);
        String file = System.getProperty("crash.report", "");
        if (!file.isEmpty()) {
            Files.writeString(
                    Path.of(file),
                    "# Crash run of the event queue\n\n`dev/crash-run`: "
                            + "a server is killed at random moments while it takes and delivers events.\n\n"
                            + table);
        }
    }
}
