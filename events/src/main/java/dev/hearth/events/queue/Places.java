package dev.hearth.events.queue;

import dev.hearth.api.function.FunctionId;
import dev.hearth.events.broker.BrokerConnection;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Where each event belongs: in a lane when it is due, in the ring until then. Makes the broker's
 * queue for it when it is not there.
 */
final class Places implements DelayMover.Destination {
    /** A lane for what cannot be decoded: its reader will say so and put it aside. */
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
     * From now on the function's events go to a lane of its own, unless too many have one. It may
     * have been there, empty and read by nobody.
     */
    void separate(FunctionId function) {
        lanes.ownLaneOf(function).ifPresent(lane -> onQueue.accept(lane.queue()));
    }

    /** Finds where an event belongs, and makes that queue when it is not there. Never blocks. */
    CompletableFuture<Place> place(StoredEvent stored) {
        Instant due = stored.event().due();
        byte[] body = EventCodec.encode(stored);
        if (ring.isDue(due)) {
            Lane lane = lanes.laneOf(stored.event().event().function());
            return make(lane.queue()).thenApply(ready -> new Place.InLane(lane, body));
        }
        int slot = ring.slotOf(due);
        return make(DelayRing.queueOf(slot))
                .thenApply(ready -> new Place.InRing(ring, slot, due, body));
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

    @Override
    public Lane of(byte[] body) {
        Lane lane = lanes.laneOf(functionOf(body));
        make(lane.queue()).join();
        return lane;
    }

    private static FunctionId functionOf(byte[] body) {
        try {
            return EventCodec.decode(body).event().event().function();
        } catch (DamagedEventException e) {
            return NOBODY;
        }
    }

    @Override
    public Instant due(byte[] body) {
        try {
            return EventCodec.decode(body).event().due();
        } catch (DamagedEventException e) {
            return Instant.EPOCH;
        }
    }
}
