package dev.hearth.events.dispatch;

import dev.hearth.events.queue.QueuedEvent;
import dev.hearth.events.queue.Taken;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settles one function's events in the queue, and counts them where they are then. */
// Nothing hangs on the futures that whenComplete makes: what fails is logged in there.
@SuppressWarnings("FutureReturnValueIgnored")
final class Settling {
    private static final Logger LOG = LoggerFactory.getLogger(Settling.class);

    private final FunctionCounts counts;
    private final UnderWay underWay;
    private final Consumer<Taken> settled;

    /**
     * @param settled hears of each event that is out no more, on any thread
     */
    Settling(FunctionCounts counts, UnderWay underWay, Consumer<Taken> settled) {
        this.counts = counts;
        this.underWay = underWay;
        this.settled = settled;
    }

    void over(Taken taken) {
        QueuedEvent event = taken.event();
        settle(
                taken,
                () -> taken.done().thenRun(() -> counts.ended(event)),
                () -> counts.stored(event));
    }

    void again(Taken taken, QueuedEvent changed) {
        counts.again(taken, changed);
        settle(
                taken,
                () -> taken.again(changed),
                () -> {
                    counts.taken(changed);
                    counts.stored(taken.event());
                });
    }

    void move(Taken taken) {
        counts.returned(taken, taken.event());
        settle(taken, taken::toOwnLane, () -> {});
    }

    /** As it was: nothing has been done about it. */
    void putBack(Taken taken) {
        counts.returned(taken, taken.event());
        settle(taken, () -> taken.again(taken.event()), () -> {});
    }

    /**
     * @param comesAgain counts the event as stored once more as it was
     */
    private void settle(Taken taken, Supplier<CompletableFuture<Void>> how, Runnable comesAgain) {
        CompletableFuture<Void> settling;
        underWay.begin();
        try {
            settling = how.get();
        } catch (RuntimeException | Error e) {
            settling = CompletableFuture.failedFuture(e);
        }
        settling.whenComplete((_, failure) -> end(taken, comesAgain, failure));
    }

    private void end(Taken taken, Runnable comesAgain, @Nullable Throwable failure) {
        if (failure != null) {
            LOG.warn(
                    "event {} could not be settled and will come again: {}",
                    taken.event().event().requestId(),
                    failure.toString());
            comesAgain.run();
        }
        counts.in(taken);
        underWay.end();
        settled.accept(taken);
    }
}
