package dev.hearth.events.destination;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.events.AsyncEvent;
import dev.hearth.api.events.AsyncPolicy;
import dev.hearth.events.destination.Destinations.Told;
import dev.hearth.events.queue.QueuedEvent;
import dev.hearth.foundation.testing.SimulatedTime;
import dev.hearth.foundation.time.Entropy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Delivery by AWS's own clients, to where a test says; its waits take no time. */
final class Sender implements AutoCloseable {
    private static final AsyncPolicy POLICY =
            new AsyncPolicy(
                    AsyncPolicy.DEFAULT_RETRY_ATTEMPTS,
                    AsyncPolicy.DEFAULT_EVENT_AGE,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    OptionalInt.empty(),
                    false);

    static {
        // What the SDK finds by itself when nothing else is configured.
        System.setProperty("aws.accessKeyId", "id");
        System.setProperty("aws.secretAccessKey", "secret");
    }

    final SimulatedTime time = new SimulatedTime(Instant.parse("2026-01-02T03:04:05.678Z"));
    final List<AsyncEvent> events = new CopyOnWriteArrayList<>();
    final Queue<ApiException> refusals = new ConcurrentLinkedQueue<>();
    final Queue<Error> faults = new ConcurrentLinkedQueue<>();
    final Set<String> functions = Set.of("next");
    private final Delivery delivery;

    Sender(Map<String, URI> endpoints) {
        delivery =
                new Delivery(
                        new AwsAccess("us-east-1", endpoints, Optional.empty()),
                        this::accept,
                        (function, _) ->
                                Optional.of(POLICY)
                                        .filter(_ -> functions.contains(function.name())),
                        time,
                        Entropy.system());
    }

    private CompletableFuture<Void> accept(AsyncEvent event) {
        Error fault = faults.poll();
        if (fault != null) {
            throw fault;
        }
        ApiException refusal = refusals.poll();
        if (refusal != null) {
            return CompletableFuture.failedFuture(refusal);
        }
        events.add(event);
        return CompletableFuture.completedFuture(null);
    }

    /** Tries again whenever it is due, in simulated time, until all have been told or given up. */
    Told tell(Ending ending) {
        Told all = once(ending);
        while (all.left().isPresent()) {
            QueuedEvent later = all.left().get().later(time.now());
            time.advance(Duration.between(time.now(), later.due()));
            Told next = once(new Ending(later, later.untold().orElseThrow()));
            all =
                    new Told(
                            all.told() + next.told(),
                            all.failed() + next.failed(),
                            all.deadLetterErrors() + next.deadLetterErrors(),
                            next.left());
        }
        return all;
    }

    Told once(Ending ending) {
        return begin(ending).orTimeout(30, TimeUnit.SECONDS).join();
    }

    CompletableFuture<Told> begin(Ending ending) {
        return delivery.tell(ending);
    }

    @Override
    public void close() {
        delivery.close();
    }
}
