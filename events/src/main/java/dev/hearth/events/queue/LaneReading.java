package dev.hearth.events.queue;

import dev.hearth.events.broker.BrokerException;
import dev.hearth.foundation.time.Timers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Has a reader for every lane that is this process's, and the ring look after its sections. */
final class LaneReading implements LaneOwnership.Reading {
    /** How long a lane that goes to another process waits for what is out of it. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final DelayRing ring;
    private final Settlements settlements;
    private final Timers timers;
    private final Function<String, CompletableFuture<Void>> make;
    private final Function<String, LaneReader> readerOf;
    private final Consumer<BrokerException> onFailure;
    private final Executor waits;
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private final Map<String, LaneReader> readers = new ConcurrentHashMap<>();
    private boolean closed;

    /**
     * @param make makes a lane's queue when it is not there
     * @param readerOf starts a reader; may block
     */
    LaneReading(
            DelayRing ring,
            Settlements settlements,
            Timers timers,
            Function<String, CompletableFuture<Void>> make,
            Function<String, LaneReader> readerOf,
            Consumer<BrokerException> onFailure,
            Executor waits) {
        this.ring = ring;
        this.settlements = settlements;
        this.timers = timers;
        this.make = make;
        this.readerOf = readerOf;
        this.onFailure = onFailure;
        this.waits = waits;
    }

    boolean reads(String lane) {
        return held.contains(lane);
    }

    @Override
    public void gained(String key) {
        if (!held.add(key)) {
            return;
        }
        if (DelayRing.isSection(key)) {
            ring.patrol(DelayRing.sectionOf(key));
        } else {
            var _ =
                    make.apply(key)
                            .thenRunAsync(() -> begin(key), waits)
                            .exceptionally(failure -> unread(key, failure));
        }
    }

    /** It would never be read: the connection is to be made anew. */
    private @Nullable Void unread(String lane, Throwable failure) {
        onFailure.accept(new BrokerException("cannot read " + lane + ": " + failure, failure));
        return null;
    }

    private synchronized void begin(String lane) {
        if (closed || !held.contains(lane) || readers.containsKey(lane)) {
            return;
        }
        readers.put(lane, readerOf.apply(lane));
    }

    @Override
    public CompletableFuture<Void> lost(String key) {
        held.remove(key);
        if (DelayRing.isSection(key)) {
            // A transaction of it may still be under way; the broker moves each event once.
            ring.leave(DelayRing.sectionOf(key));
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> ended = new CompletableFuture<>();
        waits.execute(() -> end(key, ended));
        return ended;
    }

    private synchronized void end(String lane, CompletableFuture<Void> ended) {
        LaneReader reader = held.contains(lane) ? null : readers.remove(lane);
        if (reader == null) {
            ended.complete(null);
            return;
        }
        CompletableFuture<Void> quiet = reader.stop();
        timers.after(PATIENCE, () -> quiet.complete(null));
        var _ =
                quiet.thenRunAsync(() -> giveBack(reader), waits)
                        .whenComplete((nothing, failure) -> ended.complete(null));
    }

    private void giveBack(LaneReader reader) {
        try {
            settlements.close(reader.receiver());
        } catch (BrokerException e) {
            onFailure.accept(e);
        }
    }

    /** With the connection, which gives back what is out. */
    synchronized void close() {
        closed = true;
        held.clear();
        readers.values().forEach(LaneReader::interrupt);
        readers.clear();
    }
}
