package dev.hearth.events.queue;

import dev.hearth.events.broker.BrokerException;
import dev.hearth.events.broker.Outgoing;
import dev.hearth.events.queue.LaneReader.Out;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Timers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands events to the taker, and settles them as they come back. */
final class HandOut {
    private static final Logger log = LoggerFactory.getLogger(HandOut.class);

    /** Messages that are no events any more are kept here, for a person to look at. */
    static final String DAMAGED = "hearth.damaged";

    /** Before an event that cannot be written is handed out again, however soon it is due. */
    private static final Duration LEAST_PAUSE = Duration.ofSeconds(1);

    private final Places places;
    private final Settlements settlements;
    private final Room room;
    private final Clock clock;
    private final Timers timers;
    private final Executor waits;
    private final Consumer<BrokerException> onFailure;
    private final AtomicReference<@Nullable Taker> taker = new AtomicReference<>();
    private volatile boolean over;

    HandOut(
            Places places,
            Settlements settlements,
            Room room,
            Clock clock,
            Timers timers,
            Executor waits,
            Consumer<BrokerException> onFailure) {
        this.places = places;
        this.settlements = settlements;
        this.room = room;
        this.clock = clock;
        this.timers = timers;
        this.waits = waits;
        this.onFailure = onFailure;
    }

    void deliverTo(Taker to) {
        taker.set(to);
    }

    boolean hasTaker() {
        return taker.get() != null;
    }

    /** What is out cannot be settled any more: it comes again with the next connection. */
    void end() {
        over = true;
    }

    boolean isOver() {
        return over;
    }

    void handOut(LaneReader reader, Out out) {
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
            putAside(reader, out);
        } catch (NewerEventException e) {
            // With the broker it is still out; here it is nobody's, and holds up no other.
            reader.settled(out);
            log.error(
                    "an event in {} was written by a newer Hearth ({}); it waits for one",
                    reader.lane().queue(),
                    e.getMessage());
        }
    }

    private void putAside(LaneReader reader, Out out) {
        Outgoing aside = new Outgoing(DAMAGED, out.body());
        var _ =
                orComesAgain(reader, out, places.make(DAMAGED))
                        .thenCompose(ready -> settle(reader, out, Optional.of(aside)));
    }

    CompletableFuture<Void> done(LaneReader reader, Out out) {
        return settle(reader, out, Optional.empty());
    }

    CompletableFuture<Void> toOwnLane(LaneReader reader, Out out, StoredEvent stored) {
        if (places.separate(stored.event().event().function())) {
            return replace(reader, out, stored);
        }
        // Written again, it would only come back at once.
        keepOut(reader, out, stored);
        return CompletableFuture.completedFuture(null);
    }

    CompletableFuture<Void> replace(LaneReader reader, Out out, StoredEvent by) {
        // What another process reads now is not kept: to settle it fails, and says so.
        if (!reader.receiver().isClosed() && !room.retry(out.body().length)) {
            keepOut(reader, out, by);
            return CompletableFuture.completedFuture(null);
        }
        return orComesAgain(reader, out, places.place(by))
                .thenCompose(place -> move(reader, out, place));
    }

    private CompletableFuture<Void> move(LaneReader reader, Out out, Place to) {
        to.writing();
        CompletableFuture<Void> settled = settle(reader, out, Optional.of(to.outgoing()));
        var _ = settled.whenComplete((nothing, failure) -> to.ended(failure == null));
        return settled;
    }

    /**
     * While there is no place to write it: the event stays as it is on disk, and is handed out
     * again from here, as what it has become.
     */
    private void keepOut(LaneReader reader, Out out, StoredEvent by) {
        Duration untilDue = Duration.between(clock.now(), by.event().due());
        Duration pause = untilDue.compareTo(LEAST_PAUSE) > 0 ? untilDue : LEAST_PAUSE;
        timers.after(pause, () -> waits.execute(() -> handOutAgain(reader, out, by)));
    }

    private void handOutAgain(LaneReader reader, Out out, StoredEvent stored) {
        Taker to = taker.get();
        if (to == null || over) {
            return;
        }
        if (reader.receiver().isClosed()) {
            reader.settled(out);
            return;
        }
        try {
            to.take(new TakenEvent(this, reader, out, stored));
        } catch (RuntimeException | Error e) {
            onFailure.accept(BrokerException.of(e));
        }
    }

    /** When there is no place for what replaces it, it comes again: with the next connection. */
    private <T> CompletableFuture<T> orComesAgain(
            LaneReader reader, Out out, CompletableFuture<T> place) {
        return place.whenComplete((nothing, failure) -> {
            if (failure != null) {
                reader.settled(out);
                onFailure.accept(BrokerException.of(failure));
            }
        });
    }

    private CompletableFuture<Void> settle(LaneReader reader, Out out, Optional<Outgoing> instead) {
        CompletableFuture<Void> settled =
                settlements.settle(reader.receiver(), out.received(), instead);
        var _ = settled.whenComplete((nothing, failure) -> reader.settled(out));
        return settled;
    }
}
