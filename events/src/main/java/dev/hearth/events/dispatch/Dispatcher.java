package dev.hearth.events.dispatch;

import dev.hearth.api.events.AsyncPolicies;
import dev.hearth.api.function.FunctionId;
import dev.hearth.api.invoke.Invokes;
import dev.hearth.events.destination.Destinations;
import dev.hearth.events.queue.EventQueue;
import dev.hearth.events.queue.Taken;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Timers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Drains the queue: each event goes to its function's {@link FunctionDrain}. Runs on the threads
 * that bring events and answers; blocks none.
 */
public final class Dispatcher implements AutoCloseable {
    private final Surroundings around;
    private final EventCounts counts;
    private final Map<FunctionId, FunctionDrain> drains = new ConcurrentHashMap<>();

    public Dispatcher(
            AsyncPolicies policies,
            Invokes invokes,
            Destinations destinations,
            EventCounts counts,
            DispatchConfig config,
            Clock clock,
            Timers timers) {
        this.around =
                new Surroundings(
                        policies, invokes, destinations, config, clock, timers, new UnderWay());
        this.counts = counts;
    }

    /** Begins to take events. */
    public void drain(EventQueue queue) {
        queue.deliverTo(this::take);
    }

    private void take(Taken taken) {
        FunctionId function = taken.event().event().function();
        drains.computeIfAbsent(function, id -> new FunctionDrain(around, counts.of(id)))
                .take(taken);
    }

    /**
     * Begins no more invokes; those under way are still settled when they end. The queue, which is
     * to be closed next, delivers the others again.
     */
    @Override
    public void close() {
        drains.values().forEach(FunctionDrain::close);
    }

    /**
     * After closing: blocks until those that have ended are told of and settled, for so long at
     * most. Those that are not come again.
     */
    public void awaitSettled(Duration limit) {
        around.underWay().await(limit);
    }
}
