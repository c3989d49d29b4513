package dev.hearth.events.destination;

import dev.hearth.api.events.AsyncEvent;
import dev.hearth.events.destination.Destinations.Told;
import dev.hearth.foundation.testing.SimulatedTime;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import dev.hearth.foundation.time.Pause;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Delivery by AWS's own clients, to where a test says; its waits take no time. */
final class Sender implements AutoCloseable {
    static {
        // What the SDK finds by itself when nothing else is configured.
        System.setProperty("aws.accessKeyId", "id");
        System.setProperty("aws.secretAccessKey", "secret");
    }

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final SimulatedTime time = new SimulatedTime(Instant.parse("2026-01-02T03:04:05.678Z"));
    final List<AsyncEvent> events = new CopyOnWriteArrayList<>();
    private final Delivery delivery;

    Sender(Map<String, URI> endpoints) {
        delivery =
                new Delivery(
                        new AwsAccess("us-east-1", endpoints, Optional.empty()),
                        event -> {
                            events.add(event);
                            return CompletableFuture.completedFuture(null);
                        },
                        time,
                        time,
                        Entropy.system());
    }

    /** Lets simulated minutes pass until all have been told or given up. */
    Told tell(Ending ending) {
        CompletableFuture<Told> telling = delivery.tell(ending);
        long began = Clock.system().nanos();
        while (!telling.isDone()) {
            if (Clock.system().nanos() - began > PATIENCE.toNanos()
                    || !Pause.of(Duration.ofMillis(5))) {
                throw new AssertionError("still telling");
            }
            time.advance(Duration.ofSeconds(1));
        }
        return telling.join();
    }

    @Override
    public void close() {
        delivery.close();
    }
}
