package dev.hearth.events.dispatch;

import dev.hearth.api.events.AsyncEvent;
import dev.hearth.api.events.AsyncPolicy;
import dev.hearth.api.invoke.InvokeOrder;
import dev.hearth.api.invoke.Invoked;
import dev.hearth.events.destination.Destinations.Told;
import dev.hearth.events.destination.Ending;
import dev.hearth.events.queue.QueuedEvent;
import dev.hearth.events.queue.Taken;
import dev.hearth.events.queue.Untold.Condition;
import dev.hearth.foundation.actor.Mailbox;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One function's events on their way: as many at once as go well, the others held. Those that are
 * over and untold go to {@link Destinations}; while many of them are on their way there, no more
 * are invoked. Its state is behind a mailbox. The queue bounds what is held here: of each lane only
 * so much is out.
 */
// Nothing hangs on the futures that whenComplete makes: what fails is settled or logged in there.
@SuppressWarnings("FutureReturnValueIgnored")
final class FunctionDrain {
    private static final Logger LOG = LoggerFactory.getLogger(FunctionDrain.class);

    private final Surroundings around;
    private final FunctionCounts counts;
    private final AdaptiveLimit limit;
    private final Settling settling;
    private final Mailbox mailbox = new Mailbox(FunctionDrain::fault);
    private final Deque<Taken> held = new ArrayDeque<>();
    private final Deque<Taken> untold = new ArrayDeque<>();

    private int invoking;
    private int telling;
    private int fromSharedLanes;
    private boolean paused;
    private int throttlesInARow;
    private boolean closed;

    FunctionDrain(Surroundings around, FunctionCounts counts) {
        this.around = around;
        this.counts = counts;
        this.limit = new AdaptiveLimit(around.config(), around.clock().nanos());
        this.settling = new Settling(counts, around.underWay(), this::settled);
    }

    private static void fault(Throwable fault) {
        LOG.error("a fault while events were drained", fault);
    }

    void take(Taken taken) {
        mailbox.run(() -> admit(taken));
    }

    /**
     * Begins nothing more; what has begun ends as ever. What is held stays unsettled: given back,
     * it would only be handed out again until the queue is closed too.
     */
    void close() {
        mailbox.run(() -> {
            closed = true;
            held.clear();
            untold.clear();
        });
    }

    private void settled(Taken taken) {
        mailbox.run(() -> fromSharedLanes -= taken.inOwnLane() ? 0 : 1);
    }

    private void admit(Taken taken) {
        if (closed) {
            return;
        }
        counts.out(taken, taken.event());
        boolean over = taken.event().untold().isPresent();
        if (!taken.inOwnLane()) {
            fromSharedLanes++;
            boolean tooMany = fromSharedLanes > around.config().sharedOut();
            if (tooMany || (!over && paused && !held.isEmpty())) {
                settling.move(taken);
                return;
            }
        }
        (over ? untold : held).add(taken);
        drain();
    }

    private void drain() {
        while (!untold.isEmpty() && mayTell()) {
            Taken next = untold.remove();
            next.event().untold().ifPresent(how -> tell(next, new Ending(next.event(), how)));
        }
        while (!held.isEmpty() && !paused && invoking < limit.current() && mayTell()) {
            Taken next = held.remove();
            if (next.isLost()) {
                settling.putBack(next);
            } else {
                decide(next);
            }
        }
    }

    private boolean mayTell() {
        return telling < around.config().mostTelling();
    }

    private void decide(Taken taken) {
        AsyncEvent event = taken.event().event();
        Optional<AsyncPolicy> policy = around.policies().find(event.function(), event.qualifier());
        if (policy.isEmpty()) {
            drop(taken);
            return;
        }
        limit.cap(policy.get().reserved());
        Verdict verdict = RetryPolicy.before(taken.event(), policy.get(), around.clock().now());
        if (verdict instanceof Verdict.Ended(QueuedEvent ended, Condition condition)) {
            Instant now = around.clock().now();
            end(taken, Endings.untried(ended, policy.get(), condition, now));
        } else {
            attempt(taken, policy.get());
        }
    }

    private void attempt(Taken taken, AsyncPolicy policy) {
        invoking++;
        counts.attempt(taken.event(), around.clock().now());
        invoke(taken.event().event())
                .whenComplete((answer, failure) ->
                        mailbox.run(() -> answered(taken, policy, Outcome.of(answer, failure))));
    }

    private CompletableFuture<Invoked> invoke(AsyncEvent event) {
        try {
            return around.invokes()
                    .invoke(
                            new InvokeOrder(
                                    event.requestId(),
                                    event.function(),
                                    event.qualifier(),
                                    event.payload(),
                                    event.traceId()));
        } catch (RuntimeException e) {
            LOG.error("event {} could not be invoked", event.requestId(), e);
            return CompletableFuture.failedFuture(e);
        }
    }

    private void answered(Taken taken, AsyncPolicy policy, Outcome outcome) {
        invoking--;
        counts.attempted();
        adapt(outcome);
        Instant now = around.clock().now();
        switch (RetryPolicy.after(taken.event(), outcome, policy, now)) {
            case Verdict.Again(QueuedEvent changed) -> settling.again(taken, changed);
            case Verdict.Ended(QueuedEvent ended, Condition condition) ->
                    end(taken, Endings.of(ended, policy, condition, outcome, now));
            case Verdict.Gone _ -> drop(taken);
            case Verdict.Attempt _ -> throw new IllegalStateException("tried already");
        }
        drain();
    }

    private void adapt(Outcome outcome) {
        long now = around.clock().nanos();
        if (outcome instanceof Outcome.Refused refused && refused.crowded()) {
            limit.throttled(now);
            pause();
        } else {
            throttlesInARow = 0;
            limit.answered(!held.isEmpty(), now);
        }
    }

    /** Asking on at once would only be refused again, and wear every event in turn. */
    private void pause() {
        if (paused) {
            return;
        }
        paused = true;
        Duration wait =
                around.config().firstPause().multipliedBy(1L << Math.min(throttlesInARow++, 16));
        Duration longest = around.config().longestPause();
        around.timers()
                .after(
                        wait.compareTo(longest) > 0 ? longest : wait,
                        () -> mailbox.run(this::resume));
        moveWhatIsHeldOfSharedLanes();
    }

    private void resume() {
        paused = false;
        drain();
    }

    private void moveWhatIsHeldOfSharedLanes() {
        for (Taken taken : held.stream().filter(one -> !one.inOwnLane()).toList()) {
            held.remove(taken);
            settling.move(taken);
        }
    }

    private void end(Taken taken, Ending ending) {
        if (ending.how().somebodyListens()) {
            tell(taken, ending);
        } else if (ending.how().success()) {
            settling.over(taken);
        } else {
            drop(taken);
        }
    }

    private void tell(Taken taken, Ending ending) {
        telling++;
        around.underWay().begin();
        around.destinations()
                .tell(ending)
                .whenComplete((told, failure) ->
                        mailbox.run(() -> {
                            telling--;
                            if (told != null) {
                                told(taken, ending, told);
                            } else {
                                LOG.error("destinations failed", failure);
                                drop(taken);
                            }
                            around.underWay().end();
                            drain();
                        }));
    }

    private void told(Taken taken, Ending ending, Told told) {
        counts.told(told);
        if (told.left().isPresent()) {
            settling.again(taken, told.left().get().later(around.clock().now()));
            return;
        }
        if (!ending.how().success()) {
            counts.failed(ending.how().told() + told.told() > 0);
        }
        settling.over(taken);
    }

    private void drop(Taken taken) {
        counts.dropped();
        settling.over(taken);
    }
}
