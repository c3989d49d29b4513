package dev.hearth.events.queue;

import dev.hearth.api.function.FunctionId;
import dev.hearth.events.broker.BrokerConnection;
import dev.hearth.events.broker.BrokerException;
import dev.hearth.events.broker.Publisher;
import dev.hearth.events.broker.Transactions;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Timers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** The queue for as long as one connection lasts. */
final class OpenQueue {
    /** How often to look for what other processes have put where this one does not look. */
    private static final Duration LOOK_AROUND = Duration.ofSeconds(10);

    /** And for the lanes others have begun: somebody's turn it is, and perhaps this one's. */
    private static final Duration LOOK_FOR_OWN_LANES = Duration.ofSeconds(2);

    /** As often as a broker itself looks. */
    private static final Duration LOOK_FOR_ROOM = Duration.ofSeconds(5);

    /** A broker that confirms nothing for one to two of these never will. */
    private static final Duration LOOK_FOR_CONFIRMATIONS = Duration.ofSeconds(10);

    private final BrokerConnection connection;
    private final Room room;
    private final Timers timers;
    private final Lanes lanes;
    private final DelayRing ring;
    private final DelayMover mover;
    private final Transactions transactions;
    private final Settlements settlements;
    private final Places places;
    private final HandOut handOut;
    private final LaneReading reading;
    private final LaneOwnership.Claims claims;
    private final boolean shared;
    private final CompletableFuture<BrokerException> broken = new CompletableFuture<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final AtomicLong lastUnderWay = new AtomicLong(Publisher.NOTHING);
    private final OutBudget budget = new OutBudget(Runtime.getRuntime().maxMemory());
    private final Executor waits = Executors.newVirtualThreadPerTaskExecutor();

    private OpenQueue(
            BrokerConnection connection,
            LaneOwnership ownership,
            Room room,
            Clock clock,
            Timers timers) {
        this.connection = connection;
        this.room = room;
        this.timers = timers;
        this.shared = ownership.isShared();
        this.lanes = new Lanes(clock);
        this.ring = new DelayRing(clock, timers, shared, slot -> visit(slot));
        this.places = new Places(connection, lanes, ring, waits, queue -> readInTurn(queue));
        this.transactions = connection.transactions();
        this.settlements = new Settlements(transactions, broken::complete);
        this.handOut =
                new HandOut(places, settlements, room, clock, timers, waits, broken::complete);
        this.mover = new DelayMover(connection, ring, places::onward, room, broken::complete);
        this.reading =
                new LaneReading(
                        ring,
                        settlements,
                        timers,
                        places::make,
                        this::reader,
                        broken::complete,
                        waits);
        this.claims = ownership.begin(reading);
        var _ = connection.lost().thenAccept(broken::complete);
        var _ = broken.thenRun(handOut::end);
        // Who waits for a confirmation is answered now, not when all else is closed.
        var _ = broken.thenAccept(connection::fail);
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
            Room room,
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

    private void start() {
        threads.add(settlements.start());
        threads.add(mover.start());
        room.look(connection);
        again(LOOK_FOR_ROOM, () -> room.look(connection));
        again(LOOK_FOR_CONFIRMATIONS, this::lookForConfirmations);
        lookAround();
        again(LOOK_AROUND, this::lookAround);
        lookForOwnLanes();
        again(shared ? LOOK_FOR_OWN_LANES : LOOK_AROUND, this::lookForOwnLanes);
    }

    void deliverTo(Taker to) {
        handOut.deliverTo(to);
        places.queues().forEach(this::readInTurn);
        if (shared) {
            lanes.shared().forEach(lane -> readInTurn(lane.queue()));
            IntStream.range(0, DelayRing.SECTIONS)
                    .mapToObj(DelayRing::section)
                    .forEach(claims::want);
        }
    }

    private void lookAround() {
        connection.depths(Lane.SHARED).forEach(this::found);
        connection
                .depths(DelayRing.PREFIX)
                .forEach((queue, depth) -> {
                    places.exists(queue);
                    if (depth > 0) {
                        ring.seen(DelayRing.slotOf(queue));
                    }
                });
    }

    private void lookForOwnLanes() {
        connection.depths(Lane.OWN).forEach(this::found);
    }

    private void lookForConfirmations() {
        long underWay = connection.publisher().underWay();
        if (underWay != Publisher.NOTHING && underWay == lastUnderWay.getAndSet(underWay)) {
            throw new BrokerException("the event queue does not confirm what it is sent");
        }
    }

    private void again(Duration every, Runnable look) {
        timers.after(every, () -> waits.execute(() -> lookAgain(every, look)));
    }

    private void lookAgain(Duration every, Runnable look) {
        if (handOut.isOver()) {
            return;
        }
        try {
            look.run();
            again(every, look);
        } catch (RuntimeException | Error e) {
            broken.complete(BrokerException.of(e));
        }
    }

    private void found(String queue, long depth) {
        places.exists(queue);
        if (depth == 0 && queue.startsWith(Lane.OWN)) {
            retireIfIdle(queue);
            return;
        }
        lanes.found(queue).ifPresent(lane -> lane.counted(depth));
        readInTurn(queue);
    }

    /** Whoever writes to it in this very moment is found when the queues are looked at again. */
    private void retireIfIdle(String queue) {
        if (lanes.emptied(queue) && reading.reads(queue)) {
            claims.unwant(queue);
        }
    }

    /** Never blocks. */
    CompletableFuture<Void> add(StoredEvent stored) {
        return places.place(stored).thenCompose(this::send);
    }

    private CompletableFuture<Void> send(Place place) {
        place.writing();
        CompletableFuture<Void> sent = connection.publisher().send(place.outgoing());
        var _ = sent.whenComplete((nothing, failure) -> place.ended(failure == null));
        return sent;
    }

    private void readInTurn(String queue) {
        if (handOut.hasTaker() && lanes.named(queue).isPresent()) {
            claims.want(queue);
        }
    }

    /** Blocks for a round trip. */
    private LaneReader reader(String queue) {
        Lane lane = lanes.found(queue).orElseThrow();
        LaneReader reader =
                new LaneReader(
                        lane,
                        transactions.receiver(queue, lane.window()),
                        budget,
                        this::handOut,
                        broken::complete);
        reader.start();
        return reader;
    }

    private void handOut(LaneReader reader, LaneReader.Out out) {
        lanes.used(reader.lane());
        handOut.handOut(reader, out);
    }

    /** Blocks for a round trip a queue. */
    QueueDepth depth() {
        // First what is delayed: an event that becomes due meanwhile is counted twice, not missed.
        long delayed = 0;
        for (long depth : connection.depths(DelayRing.PREFIX).values()) {
            delayed += depth;
        }
        Map<FunctionId, Long> own = new HashMap<>();
        long ready = 0;
        for (long depth : connection.depths(Lane.SHARED).values()) {
            ready += depth;
        }
        for (Map.Entry<String, Long> lane : connection.depths(Lane.OWN).entrySet()) {
            ready += lane.getValue();
            Lanes.functionOf(lane.getKey()).ifPresent(id -> own.put(id, lane.getValue()));
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
        handOut.end();
        ring.close();
        threads.forEach(Thread::interrupt);
        reading.close();
    }
}
