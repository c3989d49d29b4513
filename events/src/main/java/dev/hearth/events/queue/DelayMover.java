package dev.hearth.events.queue;

import dev.hearth.events.broker.BrokerConnection;
import dev.hearth.events.broker.BrokerException;
import dev.hearth.events.broker.Outgoing;
import dev.hearth.events.broker.Received;
import dev.hearth.events.broker.Receiver;
import dev.hearth.events.broker.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Moves delayed events that have become due to their lanes, in transactions. */
final class DelayMover {
    private static final int MOST_AT_ONCE = 500;
    private static final int MOST_BYTES_AT_ONCE = 2 << 20;
    private static final Duration PAGE_PATIENCE = Duration.ofMillis(200);

    private final BrokerConnection connection;
    private final Transactions transactions;
    private final DelayRing ring;
    private final Destination destination;
    private final Room room;
    private final Consumer<BrokerException> onFailure;
    // Each slot is in it once at most for every time it falls due.
    private final BlockingQueue<Integer> slots = new LinkedBlockingQueue<>();

    /** Where a due event goes. */
    interface Destination {
        /** The lane for these bytes, its queue made when it was not there. May block. */
        Lane of(byte[] body);

        /** When these bytes are due; at once when they say nothing. */
        Instant due(byte[] body);
    }

    DelayMover(
            BrokerConnection connection,
            DelayRing ring,
            Destination destination,
            Room room,
            Consumer<BrokerException> onFailure) {
        this.connection = connection;
        this.transactions = connection.transactions();
        this.ring = ring;
        this.destination = destination;
        this.room = room;
        this.onFailure = onFailure;
    }

    Thread start() {
        return Thread.ofVirtual().name("hearth-delayed").start(this::run);
    }

    void visit(int slot) {
        slots.add(slot);
    }

    private void run() {
        try {
            while (true) {
                empty(slots.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            onFailure.accept(BrokerException.of(e));
        }
    }

    private void empty(int slot) throws InterruptedException {
        String queue = DelayRing.queueOf(slot);
        // Nor may it be there at all: to receive from it could make one that goes again by itself.
        if (connection.depth(queue) == 0) {
            return;
        }
        try (Receiver receiver = transactions.receiver(queue)) {
            awaitRoom();
            while (move(slot, receiver)) {
                awaitRoom();
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        }
    }

    private void awaitRoom() throws InterruptedException {
        while (!room.move(MOST_BYTES_AT_ONCE)) {
            TimeUnit.MILLISECONDS.sleep(DiskRoom.ASK_EVERY.toMillis());
        }
    }

    /** Moves some; false when none is left, or the rest can wait. */
    private boolean move(int slot, Receiver receiver) {
        List<Received> moved = new ArrayList<>();
        List<Outgoing> sent = new ArrayList<>();
        List<Lane> lanes = new ArrayList<>();
        boolean more = true;
        int bytes = 0;
        Optional<Received> next = first(slot, receiver);
        if (next.isEmpty()) {
            return false;
        }
        while (next.isPresent()) {
            byte[] body = next.get().body();
            Instant due = destination.due(body);
            if (!ring.isDue(due)) {
                // The receiver's close puts it back. What is behind it is not due before.
                ring.filled(slot, due);
                more = false;
                break;
            }
            Lane lane = destination.of(body);
            moved.add(next.get());
            sent.add(new Outgoing(lane.queue(), body));
            lanes.add(lane);
            bytes += body.length;
            boolean full = moved.size() == MOST_AT_ONCE || bytes >= MOST_BYTES_AT_ONCE;
            next = full ? Optional.empty() : receiver.receiveNow();
        }
        if (!moved.isEmpty()) {
            transactions.commit(moved, sent);
            lanes.forEach(Lane::added);
        }
        return more;
    }

    /** An event that is in a page only takes a moment to come: nothing now may not be nothing. */
    private Optional<Received> first(int slot, Receiver receiver) {
        Optional<Received> next = receiver.receiveNow();
        if (next.isEmpty() && connection.depth(DelayRing.queueOf(slot)) > 0) {
            next = receiver.receive(PAGE_PATIENCE);
            if (next.isEmpty()) {
                ring.found(slot);
            }
        }
        return next;
    }
}
