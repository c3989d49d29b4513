package dev.hearth.frontend;

import dev.hearth.api.events.AsyncEvent;
import dev.hearth.api.events.AsyncPolicies;
import dev.hearth.api.events.AsyncPolicy;
import dev.hearth.api.events.EventBacklog;
import dev.hearth.api.events.EventBacklog.Unseen;
import dev.hearth.api.events.EventIntake;
import dev.hearth.api.events.EventQueues;
import dev.hearth.api.events.FunctionQueue;
import dev.hearth.api.function.FunctionId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes events, and calls them durable when the test says so. */
final class FakeEvents implements EventIntake, EventQueues, AsyncPolicies {
    final List<AsyncEvent> accepted = new CopyOnWriteArrayList<>();
    final List<FunctionQueue> queues = new CopyOnWriteArrayList<>();

    /** What accept gives. */
    volatile CompletableFuture<Void> durable = CompletableFuture.completedFuture(null);

    volatile boolean recursionAllowed;
    volatile Optional<Unseen> unseen = Optional.of(Unseen.NOTHING);

    @Override
    public CompletableFuture<Void> accept(AsyncEvent event) {
        accepted.add(event);
        return durable;
    }

    @Override
    public EventBacklog look() {
        return new EventBacklog(queues, unseen);
    }

    @Override
    public Optional<AsyncPolicy> find(FunctionId function, Optional<String> qualifier) {
        return Optional.of(
                new AsyncPolicy(
                        AsyncPolicy.DEFAULT_RETRY_ATTEMPTS,
                        AsyncPolicy.DEFAULT_EVENT_AGE,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        recursionAllowed));
    }
}
