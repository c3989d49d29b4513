package dev.hearth.events.queue;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.events.broker.Broker;
import dev.hearth.events.broker.BrokerException;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Timers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events in a message broker, which it opens when it is first needed and opens again when it was
 * lost.
 */
public final class DurableEventQueue implements EventQueue {
    private static final Logger log = LoggerFactory.getLogger(DurableEventQueue.class);

    private static final Duration BEFORE_TRYING_AGAIN = Duration.ofSeconds(1);

    private final Broker broker;
    private final Room room;
    private final LaneOwnership ownership;
    private final Clock clock;
    private final Timers timers;
    private final Admission admission;
    private volatile @Nullable CompletableFuture<OpenQueue> opened;
    private @Nullable OpenQueue current;
    private volatile @Nullable Taker taker;
    private volatile boolean away;
    private volatile boolean closed;

    /** One whose broker nobody else reaches. Does nothing yet: {@link #start} does. */
    public DurableEventQueue(Broker broker, Room room, Clock clock, Timers timers) {
        this(broker, room, new SoleOwnership(), clock, timers);
    }

    /** Does nothing yet: {@link #start} does. */
    public DurableEventQueue(
            Broker broker, Room room, LaneOwnership ownership, Clock clock, Timers timers) {
        this.broker = broker;
        this.room = room;
        this.admission = new Admission(room);
        this.ownership = ownership;
        this.clock = clock;
        this.timers = timers;
    }

    /**
     * Opens the queue when there may be events in it from before. Blocks until then, unless
     * somebody else runs the broker: it may come later.
     *
     * @throws BrokerException when it does not open, in words for the operator
     */
    public void start() {
        if (!broker.mayHoldEvents()) {
            return;
        }
        try {
            CompletableFuture<OpenQueue> opening = opening();
            if (!broker.mayBeAway()) {
                opening.join();
            }
        } catch (CompletionException e) {
            if (e.getCause() instanceof BrokerException refusal) {
                throw refusal;
            }
            throw e;
        }
    }

    @Override
    public CompletableFuture<Void> add(QueuedEvent event) {
        int size = event.event().payload().length;
        try {
            admission.enter(size);
        } catch (ApiException e) {
            return CompletableFuture.failedFuture(e);
        }
        return opening()
                .thenCompose(queue -> queue.add(StoredEvent.of(event)))
                .handle((nothing, failure) -> {
                    admission.left(size);
                    if (failure != null) {
                        throw refusal(BrokerException.of(failure));
                    }
                    return null;
                });
    }

    private static ApiException refusal(BrokerException reason) {
        return new ApiException(
                ErrorCode.SERVICE_UNAVAILABLE,
                "The event was not queued: the event queue is away.",
                reason);
    }

    private CompletableFuture<OpenQueue> opening() {
        CompletableFuture<OpenQueue> known = opened;
        return known != null ? known : openFirst();
    }

    private synchronized CompletableFuture<OpenQueue> openFirst() {
        CompletableFuture<OpenQueue> known = opened;
        if (known != null) {
            return known;
        }
        CompletableFuture<OpenQueue> first = new CompletableFuture<>();
        opened = first;
        Thread.ofPlatform().daemon().name("hearth-queue-open").start(() -> open(first));
        return first;
    }

    private void open(CompletableFuture<OpenQueue> result) {
        try {
            begin(openNow(), result);
        } catch (BrokerException e) {
            failed(result, e);
        } catch (RuntimeException | Error e) {
            log.error("a fault in the event queue", e);
            failed(result, new BrokerException("the event queue does not open: " + e, e));
        }
    }

    private void begin(OpenQueue queue, CompletableFuture<OpenQueue> result) {
        try {
            if (!adopt(queue, result)) {
                throw new BrokerException("the event queue was closed while it was opened");
            }
            result.complete(queue);
            if (away) {
                away = false;
                log.info("the event queue is back");
            }
            Taker to = taker;
            if (to != null) {
                queue.deliverTo(to);
            }
        } catch (RuntimeException | Error e) {
            queue.close();
            throw e;
        }
        var _ = queue.broken().thenAccept(reason -> lost(queue, reason));
    }

    /** Whether it is for use: else whoever opened it must close it, for {@link #close} does not. */
    private synchronized boolean adopt(OpenQueue queue, CompletableFuture<OpenQueue> as) {
        if (!closed) {
            current = queue;
            opened = as;
        }
        return !closed;
    }

    private void failed(CompletableFuture<OpenQueue> result, BrokerException reason) {
        opened = CompletableFuture.failedFuture(reason);
        result.completeExceptionally(reason);
        if (!closed) {
            tellAway(reason);
            openLater();
        }
    }

    /** Once, however often it is tried in vain. */
    private void tellAway(BrokerException reason) {
        if (!away) {
            away = true;
            log.error(
                    "{}. Events are refused (503) until it is there; it is tried every second",
                    reason.getMessage());
        }
    }

    private OpenQueue openNow() {
        if (closed) {
            throw new BrokerException("the event queue is closed");
        }
        return OpenQueue.open(broker.connect(), ownership, room, clock, timers);
    }

    private void lost(OpenQueue queue, BrokerException reason) {
        if (closed) {
            return;
        }
        opened = CompletableFuture.failedFuture(reason);
        tellAway(reason);
        // In this order, or it would meet its own leases as another's.
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        queue.leave();
                    } finally {
                        openLater();
                    }
                    // What is left of the connection may take its time to notice.
                    queue.close();
                });
    }

    private void openLater() {
        timers.after(
                BEFORE_TRYING_AGAIN,
                () ->
                        Thread.ofPlatform()
                                .daemon()
                                .name("hearth-queue-open")
                                .start(() -> open(new CompletableFuture<>())));
    }

    @Override
    public void deliverTo(Taker to) {
        taker = to;
        CompletableFuture<OpenQueue> known = opened;
        if (known != null) {
            var _ = known.thenAccept(queue -> queue.deliverTo(to));
        }
    }

    /**
     * How much is stored, about; nothing while the queue has not been needed. Fails while the
     * broker is away.
     */
    public CompletableFuture<QueueDepth> depth() {
        CompletableFuture<OpenQueue> known = opened;
        if (known == null) {
            return CompletableFuture.completedFuture(QueueDepth.NOTHING);
        }
        return known.thenApplyAsync(OpenQueue::depth, task -> Thread.ofVirtual().start(task));
    }

    @Override
    public void close() {
        OpenQueue known;
        synchronized (this) {
            closed = true;
            known = current;
            current = null;
            opened = CompletableFuture.failedFuture(new BrokerException("the server is stopping"));
        }
        if (known != null) {
            known.close();
        }
        broker.close();
    }
}
