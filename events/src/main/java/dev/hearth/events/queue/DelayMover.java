package dev.hearth.events.queue;

import dev.hearth.events.broker.BrokerConnection;
import dev.hearth.events.broker.BrokerException;
import dev.hearth.events.broker.Received;
import dev.hearth.events.broker.Receiver;
import dev.hearth.events.broker.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Moves delayed events that have become due to their lanes, in transactions; and those that the
 * clock, set back, has left in a slot that is not theirs any more, to the slot that is.
 */
final class DelayMover {
    private static final int MOST_AT_ONCE = 500;
    private static final int MOST_BYTES_AT_ONCE = 2 << 20;
    private static final int WINDOW = 256 << 10;
    private static final Duration PAGE_PATIENCE = Duration.ofMillis(200);

    private final BrokerConnection connection;
    private final Transactions transactions;
    private final DelayRing ring;
    private final Function<byte[], Place> onward;
    private final Room room;
    private final Consumer<BrokerException> onFailure;
    private final BlockingQueue<Integer> slots = new LinkedBlockingQueue<>();
    private final Set<Integer> pending = ConcurrentHashMap.newKeySet();

    /**
     * @param onward where these bytes go now; may block
     */
    DelayMover(
            BrokerConnection connection,
            DelayRing ring,
            Function<byte[], Place> onward,
            Room room,
            Consumer<BrokerException> onFailure) {
        this.connection = connection;
        this.transactions = connection.transactions();
        this.ring = ring;
        this.onward = onward;
        this.room = room;
        this.onFailure = onFailure;
    }

    Thread start() {
        return Thread.ofVirtual().name("hearth-delayed").start(this::run);
    }

    /** Never blocks; a slot that has not been visited yet is visited once. */
    void visit(int slot) {
        if (pending.add(slot)) {
            slots.add(slot);
        }
    }

    private void run() {
        try {
            while (true) {
                int slot = slots.take();
                pending.remove(slot);
                empty(slot);
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
        try (Receiver receiver = transactions.receiver(queue, WINDOW)) {
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
        List<Place> places = new ArrayList<>();
        boolean more = true;
        int bytes = 0;
        Optional<Received> next = first(slot, receiver);
        if (next.isEmpty()) {
            return false;
        }
        while (next.isPresent()) {
            Place place = onward.apply(next.get().body());
            if (place instanceof Place.InRing here && here.slot() == slot) {
                // The receiver's close puts it back. What is behind it is not due before.
                ring.filled(slot, here.due());
                more = false;
                break;
            }
            moved.add(next.get());
            places.add(place);
            bytes += place.body().length;
            boolean full = moved.size() == MOST_AT_ONCE || bytes >= MOST_BYTES_AT_ONCE;
            next = full ? Optional.empty() : receiver.receiveNow();
        }
        if (!moved.isEmpty()) {
            commit(moved, places);
        }
        return more;
    }

    private void commit(List<Received> moved, List<Place> places) {
        boolean written = false;
        places.forEach(Place::writing);
        try {
            transactions.commit(moved, places.stream().map(Place::outgoing).toList());
            written = true;
        } finally {
            for (Place place : places) {
                place.ended(written);
            }
        }
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
