package dev.hearth.events.queue;

import dev.hearth.api.function.FunctionId;
import dev.hearth.events.broker.BrokerConnection;
import dev.hearth.events.broker.BrokerException;
import dev.hearth.events.broker.Outgoing;
import dev.hearth.events.broker.Transactions;
import dev.hearth.events.queue.LaneReader.Out;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The queue for as long as one connection lasts. */
final class OpenQueue implements DelayMover.Destination {
    private static final Logger log = LoggerFactory.getLogger(OpenQueue.class);

    /** Messages that are no events any more are kept here, for a person to look at. */
    static final String DAMAGED = "hearth.damaged";

    /** How often to look for what other processes have put where this one does not look. */
    private static final Duration LOOK_AROUND = Duration.ofSeconds(10);

    /** And for the lanes they have begun: somebody's turn it is, and perhaps this one's. */
    private static final Duration LOOK_FOR_OWN_LANES = Duration.ofSeconds(2);

    /** Before an event that cannot be moved is handed out again, however soon it is due. */
    private static final Duration LEAST_PAUSE = Duration.ofSeconds(1);

    private final BrokerConnection connection;
    private final DiskRoom room;
    private final Clock clock;
    private final Timers timers;
    private final Lanes lanes;
    private final DelayRing ring;
    private final DelayMover mover;
    private final Transactions transactions;
    private final Settlements settlements;
    private final CompletableFuture<BrokerException> broken = new CompletableFuture<>();
    private final AtomicReference<@Nullable Taker> taker = new AtomicReference<>();
    private final Map<String, CompletableFuture<Void>> made = new ConcurrentHashMap<>();
    private final LaneReading reading;
    private final LaneOwnership.Claims claims;
    private final boolean shared;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final Executor waits = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean closed;

    private OpenQueue(
            BrokerConnection connection,
            LaneOwnership ownership,
            DiskRoom room,
            Clock clock,
            Timers timers) {
        this.connection = connection;
        this.room = room;
        this.clock = clock;
        this.timers = timers;
        this.lanes = new Lanes(clock);
        this.shared = ownership.isShared();
        this.ring = new DelayRing(clock, timers, shared, slot -> visit(slot));
        this.transactions = connection.transactions();
        this.settlements = new Settlements(transactions, broken::complete);
        this.mover = new DelayMover(connection, ring, this, room, broken::complete);
        this.reading =
                new LaneReading(
                        ring,
                        settlements,
                        timers,
                        this::make,
                        this::reader,
                        broken::complete,
                        waits);
        this.claims = ownership.begin(reading);
        var _ = connection.lost().thenAccept(broken::complete);
    }

    /**
     * Blocks for some round trips.
     *
     * @param connection the queue's from now on, which closes it
     * @throws BrokerException when it does not open; the connection is closed then
     */
    static OpenQueue open(
            BrokerConnection connection,
            LaneOwnership ownership,
            DiskRoom room,
            Clock clock,
            Timers timers) {
        OpenQueue queue = null;
        try {
            queue = new OpenQueue(connection, ownership, room, clock, timers);
            queue.start();
            return queue;
        } catch (RuntimeException | Error e) {
            if (queue != null) {
                queue.close();
            }
            connection.close();
            throw e;
        }
    }

    private void visit(int slot) {
        mover.visit(slot);
    }

    /** Completes when this is of no use any more. */
    CompletableFuture<BrokerException> broken() {
        return broken;
    }

    boolean isOver() {
        return closed || broken.isDone();
    }

    private void start() {
        threads.add(settlements.start());
        threads.add(mover.start());
        lookAround();
        again(LOOK_AROUND, this::lookAround);
        if (shared) {
            again(LOOK_FOR_OWN_LANES, this::lookForOwnLanes);
        }
    }

    void deliverTo(Taker to) {
        taker.set(to);
        made.keySet().forEach(this::readInTurn);
        if (shared) {
            lanes.shared().forEach(lane -> readInTurn(lane.queue()));
            IntStream.range(0, DelayRing.SECTIONS)
                    .mapToObj(DelayRing::section)
                    .forEach(claims::want);
        }
    }

    private void lookAround() {
        connection.depths(Lane.SHARED).forEach(this::found);
        lookForOwnLanes();
        connection
                .depths(DelayRing.PREFIX)
                .forEach((queue, depth) -> {
                    made.putIfAbsent(queue, CompletableFuture.completedFuture(null));
                    if (depth > 0) {
                        ring.found(DelayRing.slotOf(queue));
                    }
                });
    }

    private void lookForOwnLanes() {
        connection.depths(Lane.OWN).forEach(this::found);
    }

    private void again(Duration every, Runnable look) {
        timers.after(every, () -> waits.execute(() -> lookAgain(every, look)));
    }

    private void lookAgain(Duration every, Runnable look) {
        if (isOver()) {
            return;
        }
        try {
            look.run();
            again(every, look);
        } catch (RuntimeException e) {
            broken.complete(BrokerException.of(e));
        }
    }

    private void found(String queue, long depth) {
        made.putIfAbsent(queue, CompletableFuture.completedFuture(null));
        if (queue.startsWith(Lane.OWN) && depth == 0 && !reading.reads(queue)) {
            lanes.emptied(queue);
            return;
        }
        lanes.named(queue).ifPresent(lane -> lane.counted(depth));
        readInTurn(queue);
    }

    /** Never blocks. */
    CompletableFuture<Void> add(StoredEvent stored) {
        return place(stored).thenCompose(this::send);
    }

    private CompletableFuture<Void> send(Placed placed) {
        placed.added();
        CompletableFuture<Void> sent =
                connection.publisher().send(new Outgoing(placed.queue(), placed.body()));
        var _ = sent.whenComplete((nothing, failure) -> placed.ended(failure == null));
        return sent;
    }

    /** Finds where an event belongs, and makes that queue when it is not there. */
    private CompletableFuture<Placed> place(StoredEvent stored) {
        Instant due = stored.event().due();
        byte[] body = EventCodec.encode(stored);
        if (ring.isDue(due)) {
            Lane lane = lanes.laneOf(stored.event().event().function());
            return make(lane.queue())
                    .thenApply(ready -> new Placed(lane.queue(), body, lane, -1, due));
        }
        int slot = ring.slotOf(due);
        String queue = DelayRing.queueOf(slot);
        return make(queue).thenApply(ready -> new Placed(queue, body, null, slot, due));
    }

    private CompletableFuture<Void> make(String queue) {
        CompletableFuture<Void> known = made.get(queue);
        if (known != null && !known.isCompletedExceptionally()) {
            return known;
        }
        CompletableFuture<Void> making = new CompletableFuture<>();
        CompletableFuture<Void> earlier = made.putIfAbsent(queue, making);
        if (earlier != null && !earlier.isCompletedExceptionally()) {
            return earlier;
        }
        waits.execute(() -> make(queue, making));
        return making;
    }

    private void make(String queue, CompletableFuture<Void> making) {
        try {
            connection.create(queue);
            made.put(queue, making);
            making.complete(null);
            readInTurn(queue);
        } catch (RuntimeException e) {
            made.remove(queue);
            making.completeExceptionally(e);
        }
    }

    private void readInTurn(String queue) {
        if (taker.get() != null && lanes.named(queue).isPresent()) {
            claims.want(queue);
        }
    }

    /** Blocks for a round trip. */
    private LaneReader reader(String queue) {
        LaneReader reader =
                new LaneReader(
                        lanes.named(queue).orElseThrow(),
                        transactions.receiver(queue),
                        this::handOut,
                        broken::complete);
        reader.start();
        return reader;
    }

    private void handOut(LaneReader reader, Out out) {
        Taker to = taker.get();
        if (to == null) {
            throw new IllegalStateException("an event is out and nobody takes it");
        }
        try {
            to.take(new TakenEvent(this, reader, out, EventCodec.decode(out.body())));
        } catch (DamagedEventException e) {
            log.error(
                    "an event in {} was damaged on disk ({}); it is kept in the queue {}",
                    reader.lane().queue(),
                    e.getMessage(),
                    DAMAGED);
            Outgoing aside = new Outgoing(DAMAGED, out.body());
            var _ =
                    orComesAgain(reader, out, make(DAMAGED))
                            .thenCompose(ready -> settle(reader, out, Optional.of(aside)));
        }
    }

    CompletableFuture<Void> done(LaneReader reader, Out out) {
        return settle(reader, out, Optional.empty());
    }

    CompletableFuture<Void> replace(LaneReader reader, Out out, StoredEvent by) {
        if (!room.retry(out.body().length)) {
            keepOut(reader, out, by);
            return CompletableFuture.completedFuture(null);
        }
        return orComesAgain(reader, out, place(by))
                .thenCompose(placed -> {
                    placed.added();
                    // A function's own lane may have been there, empty and read by nobody.
                    if (!reading.reads(placed.queue())) {
                        readInTurn(placed.queue());
                    }
                    CompletableFuture<Void> settled =
                            settle(
                                    reader,
                                    out,
                                    Optional.of(new Outgoing(placed.queue(), placed.body())));
                    var _ =
                            settled.whenComplete(
                                    (nothing, failure) -> placed.ended(failure == null));
                    return settled;
                });
    }

    /**
     * While there is no room to write: the event stays as it is on disk, and is handed out again
     * from here, as what it has become.
     */
    private void keepOut(LaneReader reader, Out out, StoredEvent by) {
        Duration untilDue = Duration.between(clock.now(), by.event().due());
        Duration pause = untilDue.compareTo(LEAST_PAUSE) > 0 ? untilDue : LEAST_PAUSE;
        timers.after(pause, () -> waits.execute(() -> handOutAgain(reader, out, by)));
    }

    private void handOutAgain(LaneReader reader, Out out, StoredEvent stored) {
        Taker to = taker.get();
        if (to == null || closed || broken.isDone()) {
            return;
        }
        try {
            to.take(new TakenEvent(this, reader, out, stored));
        } catch (RuntimeException e) {
            broken.complete(BrokerException.of(e));
        }
    }

    /** When there is no place for what replaces it, it comes again: with the next connection. */
    private <T> CompletableFuture<T> orComesAgain(
            LaneReader reader, Out out, CompletableFuture<T> place) {
        return place.whenComplete((nothing, failure) -> {
            if (failure != null) {
                reader.settled(out);
                broken.complete(BrokerException.of(failure));
            }
        });
    }

    CompletableFuture<Void> toOwnLane(LaneReader reader, Out out, StoredEvent stored) {
        lanes.ownLaneOf(stored.event().event().function());
        return replace(reader, out, stored);
    }

    private CompletableFuture<Void> settle(LaneReader reader, Out out, Optional<Outgoing> instead) {
        CompletableFuture<Void> settled =
                settlements.settle(reader.receiver(), out.received(), instead);
        var _ = settled.whenComplete((nothing, failure) -> reader.settled(out));
        return settled;
    }

    @Override
    public Lane of(byte[] body) {
        try {
            FunctionId function = EventCodec.decode(body).event().event().function();
            Lane lane = lanes.laneOf(function);
            make(lane.queue()).join();
            return lane;
        } catch (DamagedEventException e) {
            // The lane's reader will say so and put it aside.
            Lane lane = lanes.laneOf(new FunctionId("", "", ""));
            make(lane.queue()).join();
            return lane;
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

    /** Blocks for a round trip a queue. */
    QueueDepth depth() {
        Map<FunctionId, Long> own = new HashMap<>();
        long ready = 0;
        for (long depth : connection.depths(Lane.SHARED).values()) {
            ready += depth;
        }
        for (Map.Entry<String, Long> lane : connection.depths(Lane.OWN).entrySet()) {
            ready += lane.getValue();
            Lanes.functionOf(lane.getKey()).ifPresent(id -> own.put(id, lane.getValue()));
        }
        long delayed = 0;
        for (long depth : connection.depths(DelayRing.PREFIX).values()) {
            delayed += depth;
        }
        return new QueueDepth(ready, delayed, Map.copyOf(own));
    }

    /** Blocks for a moment. */
    void close() {
        end();
        connection.close();
        claims.close();
    }

    /** The connection is lost: leaves the lanes to others. Blocks for a moment. */
    void leave() {
        end();
        claims.close();
    }

    private void end() {
        closed = true;
        ring.close();
        threads.forEach(Thread::interrupt);
        reading.close();
    }

    /** Where an event is about to be written. */
    private final class Placed {
        private final String queue;
        private final byte[] body;
        private final @Nullable Lane lane;
        private final int slot;
        private final Instant due;

        Placed(String queue, byte[] body, @Nullable Lane lane, int slot, Instant due) {
            this.queue = queue;
            this.body = body;
            this.lane = lane;
            this.slot = slot;
            this.due = due;
        }

        String queue() {
            return queue;
        }

        byte[] body() {
            return body;
        }

        void added() {
            if (lane != null) {
                lane.added();
            }
        }

        void ended(boolean written) {
            if (lane == null) {
                ring.filled(slot, due);
            } else if (!written) {
                lane.removed();
            }
        }
    }
}
