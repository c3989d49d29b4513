package dev.hearth.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.events.testing.BrokerProcess;
import dev.hearth.events.testing.CrashReport;
import dev.hearth.events.testing.EventLedger;
import dev.hearth.events.testing.EventSenders;
import dev.hearth.events.testing.Settling;
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
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code kill -9} at random moments under a load of Event invokes: every acknowledged event is
 * delivered or ends where its owner said. {@code dev/crash-run} runs it for longer.
 */
class EventCrashTest {
    private static final int SENDERS = EventSenders.THREADS;

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
    void everyEventIsAccountedForWithTheBrokerInside() throws Exception {
        crash(
                new CrashReport(
                        "1-embedded.md", "A server, the broker inside it", EventSenders.LOAD),
                Optional.empty());
    }

    @Test
    void everyEventIsAccountedForWithABrokerElsewhere() throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(work.resolve("broker"))) {
            crash(
                    new CrashReport(
                            "2-external.md",
                            "A server and a broker elsewhere, killed apart",
                            EventSenders.LOAD),
                    Optional.of(broker));
        }
    }

    private void crash(CrashReport report, Optional<BrokerProcess> broker) throws Exception {
        Random random = new Random(CrashReport.SEED);
        HearthScript server = up(broker);
        try (EventLedger ledger = new EventLedger();
                ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            deploy(server.endpoint(), ledger.port());
            endpoint.set(server.endpoint());
            for (int i = 0; i < SENDERS; i++) {
                senders.execute(() -> send(ledger));
            }
            long end = System.nanoTime() + CrashReport.LOAD.toNanos();
            for (int kill = 0; System.nanoTime() < end; kill++) {
                TimeUnit.MILLISECONDS.sleep(1_000 + random.nextInt(5_000));
                // The broker every other time, so that the shortest run kills both.
                if (broker.isPresent() && kill % 2 == 1) {
                    kill(broker.get(), random, report);
                } else {
                    server = kill(server, broker, report);
                }
            }
            sending.set(false);
            long queued = Settling.await(ledger, this::queued);
            report.account(ledger, queued);
            report.write();
            EventLedger.Tally tally = ledger.tally();
            String queue =
                    HearthScript.run(Map.of(), work, "queue", "--endpoint", server.endpoint())
                            .out();
            assertTrue(tally.acknowledged() > 100, () -> "hardly any load: " + tally);
            assertTrue(tally.dead() > 0, () -> "no event failed: " + tally);
            assertEquals(
                    0, tally.missing(), () -> ledger.missing() + " of " + tally + "\n" + queue);
        } finally {
            sending.set(false);
            server.close();
        }
    }

    private HearthScript up(Optional<BrokerProcess> broker) throws IOException {
        Path data = work.resolve("data");
        return broker.isEmpty()
                ? HearthScript.up(data)
                : HearthScript.up(data, "--queue", broker.get().url());
    }

    private HearthScript kill(
            HearthScript server, Optional<BrokerProcess> broker, CrashReport report)
            throws Exception {
        server.kill();
        long killed = System.nanoTime();
        HearthScript next = up(broker);
        report.killed("the server", Duration.ofNanos(System.nanoTime() - killed));
        endpoint.set(next.endpoint());
        return next;
    }

    private static void kill(BrokerProcess broker, Random random, CrashReport report)
            throws Exception {
        broker.kill();
        long killed = System.nanoTime();
        TimeUnit.MILLISECONDS.sleep(random.nextInt(2_000));
        broker.startAgain();
        report.killed("the broker", Duration.ofNanos(System.nanoTime() - killed));
    }

    private long queued() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(endpoint.get() + "/_hearth/queue")).build();
        JsonNode all =
                new JsonMapper()
                        .readTree(http.send(request, BodyHandlers.ofString()).body())
                        .path("all");
        return all.path("waiting").asLong()
                + all.path("inFlight").asLong()
                + all.path("retrying").asLong();
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
}
