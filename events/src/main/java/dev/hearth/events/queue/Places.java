package dev.hearth.events.queue;

import dev.hearth.api.function.FunctionId;
import dev.hearth.events.broker.BrokerConnection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Where each event belongs: in a lane when it is due, in the ring until then. Makes the broker's
 * queue for it when it is not there.
 */
final class Places {
    /** A lane for what cannot be decoded: who reads it there will say so. */
    private static final FunctionId NOBODY = new FunctionId("", "", "");

    private final BrokerConnection connection;
    private final Lanes lanes;
    private final DelayRing ring;
    private final Executor waits;
    private final Consumer<String> onQueue;
    private final Map<String, CompletableFuture<Void>> queues = new ConcurrentHashMap<>();

    /**
     * @param onQueue told of each queue that this has made, and of own lanes that are to be used
     */
    Places(
            BrokerConnection connection,
            Lanes lanes,
            DelayRing ring,
            Executor waits,
            Consumer<String> onQueue) {
        this.connection = connection;
        this.lanes = lanes;
        this.ring = ring;
        this.waits = waits;
        this.onQueue = onQueue;
    }

    /** The queues that are there, as far as is known. */
    Set<String> queues() {
        return queues.keySet();
    }

    /** Somebody has made it. */
    void exists(String queue) {
        queues.putIfAbsent(queue, CompletableFuture.completedFuture(null));
    }

    /**
     * From now on the function's events go to a lane of its own, which may have been there, empty
     * and read by nobody.
     *
     * @return false when too many functions have one
     */
    boolean separate(FunctionId function) {
        Optional<Lane> own = lanes.ownLaneOf(function);
        own.ifPresent(lane -> onQueue.accept(lane.queue()));
        return own.isPresent();
    }

    /** Finds where an event belongs, and makes that queue when it is not there. Never blocks. */
    CompletableFuture<Place> place(StoredEvent stored) {
        return place(stored.event(), EventCodec.encode(stored));
    }

    private CompletableFuture<Place> place(QueuedEvent event, byte[] body) {
        if (ring.isDue(event.due())) {
            return inLane(event.event().function(), body);
        }
        Place place = new Place.InRing(ring, ring.slotOf(event.due()), event.due(), body);
        return make(place.queue()).thenApply(ready -> place);
    }

    private CompletableFuture<Place> inLane(FunctionId function, byte[] body) {
        Place place = new Place.InLane(lanes.laneOf(function), body);
        return make(place.queue()).thenApply(ready -> place);
    }

    /** As it is in the ring. May block, until its queue is there. */
    Place onward(byte[] body) {
        CompletableFuture<Place> place;
        try {
            place = place(EventCodec.decode(body).event(), body);
        } catch (DamagedEventException | NewerEventException e) {
            place = inLane(NOBODY, body);
        }
        return place.join();
    }

    /** Never blocks. */
    CompletableFuture<Void> make(String queue) {
        CompletableFuture<Void> known = queues.get(queue);
        if (known != null && !known.isCompletedExceptionally()) {
            return known;
        }
        CompletableFuture<Void> making = new CompletableFuture<>();
        CompletableFuture<Void> earlier = queues.putIfAbsent(queue, making);
        if (earlier != null && !earlier.isCompletedExceptionally()) {
            return earlier;
        }
        waits.execute(() -> make(queue, making));
        return making;
    }

    private void make(String queue, CompletableFuture<Void> making) {
        try {
            connection.create(queue);
            queues.put(queue, making);
            making.complete(null);
            onQueue.accept(queue);
        } catch (RuntimeException | Error e) {
            queues.remove(queue);
            making.completeExceptionally(e);
        }
    }
}
