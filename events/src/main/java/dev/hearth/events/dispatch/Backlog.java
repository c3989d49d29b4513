package dev.hearth.events.dispatch;

import dev.hearth.api.events.EventBacklog;
import dev.hearth.api.events.EventBacklog.Unseen;
import dev.hearth.api.events.EventQueues;
import dev.hearth.api.events.FunctionQueue;
import dev.hearth.api.function.FunctionId;
import dev.hearth.events.queue.QueueDepth;
import dev.hearth.foundation.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All events there are: those this process knows of, by function, and how many more the queue
 * holds. The queue is asked for its depth at most a few times a second, and only when somebody
 * looks.
 */
public final class Backlog implements EventQueues {
    private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);
    private static final Duration DEPTH_LASTS = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final EventCounts counts;
    private final Supplier<CompletableFuture<QueueDepth>> depth;
    private final Clock clock;
    private volatile long storedBefore = Long.MAX_VALUE;
    private @Nullable QueueDepth known;
    private long knownSince;

    public Backlog(EventCounts counts, Supplier<CompletableFuture<QueueDepth>> depth, Clock clock) {
        this.counts = counts;
        this.depth = depth;
        this.clock = clock;
    }

    /**
     * Nobody else uses the queue, and so many events were in it before this process began to: no
     * more can be unknown. Counts are taken while events move, and without this bound a busy queue
     * would seem to hold some that are not there.
     */
    public void startedWith(long events) {
        storedBefore = events;
    }

    @Override
    public EventBacklog look() {
        Map<FunctionId, FunctionQueue> functions = new HashMap<>();
        counts.queues().forEach(queue -> functions.put(queue.function(), queue));
        Optional<QueueDepth> stored = stored();
        if (isShared()) {
            stored.ifPresent(
                    there -> functions.replaceAll((_, queue) -> queue.atMost(there.total())));
        }
        stored.map(QueueDepth::own)
                .orElse(Map.of())
                .forEach((function, lane) ->
                        functions.merge(
                                function,
                                FunctionQueue.waiting(function, lane),
                                (queue, _) -> queue.waitingAtLeast(lane - queue.inFlight())));
        List<FunctionQueue> sorted =
                functions.values().stream()
                        .sorted(Comparator.comparing(queue -> queue.function().name()))
                        .toList();
        return new EventBacklog(sorted, stored.map(there -> unseen(there, sorted)));
    }

    /** Other processes may have taken what this one has accepted. */
    private boolean isShared() {
        return storedBefore == Long.MAX_VALUE;
    }

    private Unseen unseen(QueueDepth stored, List<FunctionQueue> functions) {
        long retrying = functions.stream().mapToLong(FunctionQueue::retrying).sum();
        long others = functions.stream().mapToLong(q -> q.waiting() + q.inFlight()).sum();
        long most = Math.max(0, storedBefore - counts.endedOfBefore());
        long all = Math.clamp(stored.ready() + stored.delayed() - retrying - others, 0, most);
        long unseenRetrying = Math.clamp(stored.delayed() - retrying, 0, all);
        return new Unseen(all - unseenRetrying, unseenRetrying);
    }

    private synchronized Optional<QueueDepth> stored() {
        long now = clock.nanos();
        if (known != null && now - knownSince < DEPTH_LASTS.toNanos()) {
            return Optional.of(known);
        }
        known = null;
        try {
            known = depth.get().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            knownSince = now;
            return Optional.of(known);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("the queue of events does not say how much it holds", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }
}
