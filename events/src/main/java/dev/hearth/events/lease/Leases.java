package dev.hearth.events.lease;

import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import dev.hearth.foundation.time.Timers;
import dev.hearth.state.ConflictException;
import dev.hearth.state.RecordStore;
import dev.hearth.state.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a process's leases. A round, on a thread of the executor and one at a time, gives a sign of
 * life, looks at the others', and takes or hands over what the book says. A timer of its own ends
 * the leases in time when the store does not answer. With nothing wanted there are no rounds.
 */
public final class Leases implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

    private final LeaseStore store;
    private final LeaseTiming timing;
    private final Clock clock;
    private final Timers timers;
    private final Executor executor;
    private final LeaseListener listener;

    /** Held while the listener is told, never while the store is asked. */
    private final Guard guard = new Guard();

    private final LeaseBook book;
    private Timers.@Nullable Timer nextRound;
    private Timers.@Nullable Timer lapse;
    private boolean inRound;
    private boolean againAtOnce;
    private boolean troubled;
    private boolean closed;

    /**
     * @param folder where these leases are kept; those of another folder are others
     * @param self names this process; two that live must not share it. One that is started again
     *     under its name has its leases back at once
     * @param executor for tasks that block
     */
    public Leases(
            RecordStore store,
            String folder,
            String self,
            LeaseTiming timing,
            Clock clock,
            Timers timers,
            Entropy entropy,
            Executor executor,
            LeaseListener listener) {
        this.store = new LeaseStore(store, folder, self, entropy);
        this.timing = timing;
        this.clock = clock;
        this.timers = timers;
        this.executor = executor;
        this.listener = listener;
        this.book = new LeaseBook(self, timing);
    }

    /** Takes this lease whenever it is this process's turn. */
    public void want(String key) {
        guard.run(() -> {
            book.want(key);
            roundNow();
        });
    }

    /** Wants a lease no more; what is held of it stays so until {@link #end}. */
    public void unwant(String key) {
        guard.run(() -> book.unwant(key));
    }

    /** What was leased is no more: its holder removes the record. Blocks. */
    public void end(String key) {
        Optional<LeaseRecord> held =
                guard.get(() -> {
                    book.unwant(key);
                    return book.held(key);
                });
        if (held.isEmpty()) {
            return;
        }
        try {
            store.remove(held.get());
        } catch (ConflictException e) {
            LOG.debug("lease {} is another's already", key, e);
        } catch (StoreException e) {
            LOG.warn("the lease {} stays in the store: {}", key, e.getMessage());
        }
        guard.run(() -> book.gone(key));
    }

    /**
     * Hands every lease over as soon as its user has stopped. Blocks until then, and for the length
     * of a life at most.
     */
    @Override
    public void close() {
        List<CompletableFuture<Void>> leaving = new ArrayList<>();
        List<LeaseRecord> held = new ArrayList<>();
        boolean first =
                guard.get(() -> {
                    if (closed) {
                        return false;
                    }
                    closed = true;
                    cancelTimers();
                    for (String key : book.held()) {
                        book.held(key).ifPresent(held::add);
                        leaving.add(listener.lost(key));
                    }
                    return true;
                });
        if (first) {
            handOverAll(leaving, held);
        }
    }

    private void handOverAll(List<CompletableFuture<Void>> leaving, List<LeaseRecord> held) {
        try {
            CompletableFuture.allOf(leaving.toArray(CompletableFuture[]::new))
                    .orTimeout(timing.life().toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            held.forEach(store::free);
            store.removeSelf();
        } catch (CompletionException | ConflictException | StoreException e) {
            LOG.warn("leases were not handed over; they end by themselves: {}", e.getMessage());
        }
    }

    private void roundNow() {
        if (inRound) {
            againAtOnce = true;
            return;
        }
        if (closed || book.idle()) {
            return;
        }
        if (nextRound != null) {
            nextRound.cancel();
            nextRound = null;
        }
        inRound = true;
        executor.execute(this::round);
    }

    private void round() {
        try {
            beat();
            look();
            troubled = false;
        } catch (StoreException | ConflictException e) {
            store.unsure();
            tellTrouble(e);
        } catch (RuntimeException | Error e) {
            LOG.error("a round of leases failed", e);
        } finally {
            guard.run(this::roundEnded);
        }
    }

    private void roundEnded() {
        inRound = false;
        if (closed || book.idle()) {
            return;
        }
        if (againAtOnce) {
            againAtOnce = false;
            roundNow();
        } else {
            nextRound = timers.after(timing.beat(), () -> guard.run(this::roundNow));
        }
    }

    private void beat() {
        long sent = clock.nanos();
        store.beat();
        guard.run(() -> {
            if (book.left(clock.nanos()).isZero()) {
                lapsed();
            }
            book.alive(sent);
            if (lapse != null) {
                lapse.cancel();
            }
            lapse = timers.after(book.left(clock.nanos()), () -> guard.run(this::lapseIfDue));
        });
    }

    private void look() {
        // In this order: whoever holds a lease that was read gave its first sign before.
        Map<String, LeaseRecord> leases = store.leases();
        List<HolderSighting> holders = store.holders(clock);
        List<LeaseStep> steps =
                guard.get(() -> {
                    book.saw(holders);
                    return book.decide(leases, clock.nanos());
                });
        steps.forEach(this::carryOut);
    }

    private void carryOut(LeaseStep step) {
        try {
            switch (step) {
                case LeaseStep.Take take -> take(take);
                case LeaseStep.Give(String key) -> give(key);
                case LeaseStep.Disown(LeaseRecord lease) -> store.free(lease);
                case LeaseStep.Bury(HolderSighting holder) -> store.remove(holder);
            }
        } catch (ConflictException e) {
            LOG.debug("another was faster", e);
        }
    }

    private void take(LeaseStep.Take take) {
        store.take(take);
        guard.run(() -> {
            if (!closed) {
                book.taken(take, clock.nanos()).ifPresent(listener::gained);
            }
        });
    }

    private void give(String key) {
        Optional<CompletableFuture<Void>> stopped =
                guard.get(
                        () -> book.leave(key) ? Optional.of(listener.lost(key)) : Optional.empty());
        stopped.ifPresent(future -> {
            var _ = future.whenCompleteAsync((done, failure) -> handOver(key), executor);
        });
    }

    private void handOver(String key) {
        Optional<LeaseRecord> held = guard.get(() -> book.held(key));
        try {
            held.ifPresent(store::free);
        } catch (ConflictException e) {
            LOG.debug("lease {} is another's already", key, e);
        } catch (StoreException e) {
            LOG.warn("the lease {} cannot be handed over yet: {}", key, e.getMessage());
        }
        // Written or not: what the record says, the next round reads.
        guard.run(() -> book.gone(key));
    }

    private void lapseIfDue() {
        if (book.left(clock.nanos()).isZero()) {
            lapsed();
        }
    }

    private void lapsed() {
        List<String> lost = book.lapse();
        if (!lost.isEmpty()) {
            LOG.warn(
                    "{} leases have run out: the record store did not answer in time", lost.size());
        }
        lost.forEach(key -> {
            var _ = listener.lost(key);
        });
    }

    private void tellTrouble(RuntimeException e) {
        if (!troubled) {
            LOG.warn("leases cannot be kept for now: {}", e.getMessage());
        }
        troubled = true;
    }

    private void cancelTimers() {
        if (nextRound != null) {
            nextRound.cancel();
        }
        if (lapse != null) {
            lapse.cancel();
        }
    }
}
