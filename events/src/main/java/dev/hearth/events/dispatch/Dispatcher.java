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
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Drains the queue: each event goes to its function's {@link FunctionDrain}. Runs on the threads
 * that bring events and answers; blocks none.
 */
public final class Dispatcher implements AutoCloseable {
    /** A function without events for so long is not kept in memory. */
    static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

    private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(1);

    private final Surroundings around;
    private final EventCounts counts;
    private final Map<FunctionId, FunctionDrain> drains = new ConcurrentHashMap<>();
    private volatile boolean closed;

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
        sweepLater();
    }

    private void take(Taken taken) {
        if (closed) {
            return;
        }
        FunctionDrain drain =
                drains.computeIfAbsent(taken.event().event().function(), this::newDrain);
        if (closed) {
            // It may have come too late to be closed with the others.
            drain.close();
        }
        drain.take(taken);
    }

    private FunctionDrain newDrain(FunctionId function) {
        return new FunctionDrain(function, around, counts.of(function), this::take);
    }

    /** How many functions have a drain. */
    int drained() {
        return drains.size();
    }

    private void sweepLater() {
        around.timers().after(BETWEEN_SWEEPS, this::sweep);
    }

    private void sweep() {
        if (closed) {
            return;
        }
        try {
            drains.forEach((function, drain) ->
                    drain.endIfIdle(FORGOTTEN_AFTER, () -> drains.remove(function, drain)));
            counts.functions().stream().filter(this::isGone).forEach(this::forget);
        } finally {
            sweepLater();
        }
    }

    private boolean isGone(FunctionId function) {
        return around.policies().find(function, Optional.empty()).isEmpty();
    }

    /** Unless something of it is going on; a drain that begins would meet its counts half gone. */
    private void forget(FunctionId function) {
        drains.compute(
                function,
                (_, drain) -> {
                    if (drain == null) {
                        counts.forget(function);
                    }
                    return drain;
                });
    }

    /**
     * Begins no more invokes; those under way are still settled when they end. The queue, which is
     * to be closed next, delivers the others again.
     */
    @Override
    public void close() {
        closed = true;
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
