package dev.hearth.events.dispatch;

import dev.hearth.api.events.AsyncEvent;
import dev.hearth.api.events.AsyncPolicy;
import dev.hearth.api.function.FunctionId;
import dev.hearth.events.destination.Destinations.Told;
import dev.hearth.events.destination.Ending;
import dev.hearth.events.queue.QueuedEvent;
import dev.hearth.events.queue.Taken;
import dev.hearth.events.queue.Taker;
import dev.hearth.events.queue.Untold.Condition;
import dev.hearth.foundation.actor.Mailbox;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

    private final FunctionId function;
    private final Surroundings around;
    private final FunctionCounts counts;
    private final AdaptiveLimit limit;
    private final Settling settling;
    private final Taker successor;
    private final Mailbox mailbox = new Mailbox(this::fault);
    private final Holding holding;

    private int invoking;
    private int telling;
    private boolean paused;
    private int throttlesInARow;
    private long usedAt;
    private boolean closed;
    private boolean ended;

    /**
     * @param successor takes what still comes when this has ended
     */
    FunctionDrain(
            FunctionId function, Surroundings around, FunctionCounts counts, Taker successor) {
        this.function = function;
        this.around = around;
        this.counts = counts;
        this.successor = successor;
        this.usedAt = around.clock().nanos();
        this.limit = new AdaptiveLimit(around.config(), usedAt);
        this.settling = new Settling(counts, around.underWay(), this::settled);
        this.holding = new Holding(around.config().sharedOut(), settling);
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
            holding.clear();
        });
    }

    /**
     * Ends this when none of its function's events has come for so long and none is here.
     *
     * @param onEnd makes that the successor is another
     */
    void endIfIdle(Duration length, Runnable onEnd) {
        mailbox.run(() -> {
            if (!closed && !ended && isIdle() && sinceUsed().compareTo(length) >= 0) {
                ended = true;
                onEnd.run();
            }
        });
    }

    private boolean isIdle() {
        return invoking == 0 && telling == 0 && !paused && holding.isEmpty();
    }

    private Duration sinceUsed() {
        return Duration.ofNanos(around.clock().nanos() - usedAt);
    }

    private void settled(Taken taken) {
        mailbox.run(() -> holding.settled(taken));
    }

    private void admit(Taken taken) {
        if (closed) {
            return;
        }
        if (ended) {
            successor.take(taken);
            return;
        }
        usedAt = around.clock().nanos();
        holding.leaveLost();
        counts.out(taken, taken.event());
        guarded(taken, () -> holding.add(taken, paused));
        drain();
    }

    private void drain() {
        while (holding.anyToTell() && mayTell()) {
            holding.nextToTell().ifPresent(this::tell);
        }
        while (holding.anyToInvoke() && !paused && invoking < limit.current() && mayTell()) {
            holding.nextToInvoke().ifPresent(this::decide);
        }
    }

    /** A fault of ours over one event must lose neither it nor those after it. */
    private void guarded(Taken taken, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error fault) {
            fault(fault);
            settling.again(taken, afterFault(taken.event()));
        }
    }

    private void fault(Throwable fault) {
        LOG.error("a fault while events of {} were drained", function.name(), fault);
    }

    private QueuedEvent afterFault(QueuedEvent event) {
        Instant now = around.clock().now();
        return event.untold()
                .map(how -> new Ending(event, how).later(now))
                .orElseGet(() -> RetryPolicy.afterFault(event, now));
    }

    private boolean mayTell() {
        return telling < around.config().mostTelling();
    }

    private void tell(Taken taken) {
        taken.event().untold().ifPresent(how -> tell(taken, new Ending(taken.event(), how)));
    }

    private void decide(Taken taken) {
        if (taken.isLost()) {
            settling.putBack(taken);
        } else {
            guarded(taken, () -> decideNow(taken));
        }
    }

    private void decideNow(Taken taken) {
        AsyncEvent event = taken.event().event();
        Instant now = around.clock().now();
        Optional<AsyncPolicy> policy = around.policies().find(event.function(), event.qualifier());
        if (policy.isEmpty()) {
            withoutFunction(taken, now);
            return;
        }
        limit.cap(policy.get().reserved());
        Verdict verdict = RetryPolicy.before(taken.event(), policy.get(), now);
        if (verdict instanceof Verdict.Ended(QueuedEvent ended, Condition condition)) {
            end(taken, Endings.untried(ended, policy.get(), condition, now));
        } else {
            attempt(taken, policy.get());
        }
    }

    private void withoutFunction(Taken taken, Instant now) {
        if (RetryPolicy.withoutFunction(taken.event(), now)
                instanceof Verdict.Again(QueuedEvent changed)) {
            settling.again(taken, changed);
        } else {
            gone(taken);
        }
    }

    private void attempt(Taken taken, AsyncPolicy policy) {
        invoking++;
        counts.attempt(taken.event(), around.clock().now());
        around.invoke(taken.event().event())
                .whenComplete((answer, failure) ->
                        mailbox.run(() -> answered(taken, policy, Outcome.of(answer, failure))));
    }

    private void answered(Taken taken, AsyncPolicy policy, Outcome outcome) {
        invoking--;
        counts.attempted();
        guarded(
                taken,
                () -> {
                    adapt(outcome);
                    follow(taken, policy, outcome);
                });
        drain();
    }

    private void follow(Taken taken, AsyncPolicy policy, Outcome outcome) {
        Instant now = around.clock().now();
        switch (RetryPolicy.after(taken.event(), outcome, policy, now)) {
            case Verdict.Again(QueuedEvent changed) -> settling.again(taken, changed);
            case Verdict.Ended(QueuedEvent ended, Condition condition) ->
                    end(taken, Endings.of(ended, policy, condition, outcome, now));
            case Verdict.Gone _ -> gone(taken);
            case Verdict.Attempt _ -> throw new IllegalStateException("tried already");
        }
    }

    private void adapt(Outcome outcome) {
        long now = around.clock().nanos();
        if (outcome instanceof Outcome.Refused refused && refused.crowded()) {
            limit.throttled(now);
            pause();
        } else {
            throttlesInARow = 0;
            limit.answered(holding.anyToInvoke(), now);
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
        holding.moveOutOfSharedLanes();
    }

    private void resume() {
        paused = false;
        drain();
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
        around.tell(ending)
                .whenComplete((told, failure) ->
                        mailbox.run(() -> {
                            telling--;
                            guarded(taken, () -> answered(taken, ending, told, failure));
                            around.underWay().end();
                            drain();
                        }));
    }

    private void answered(
            Taken taken, Ending ending, @Nullable Told told, @Nullable Throwable failure) {
        if (told != null) {
            told(taken, ending, told);
        } else {
            LOG.error("the end of event {} could not be told", id(taken), failure);
            settling.again(taken, ending.later(around.clock().now()));
        }
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

    private void gone(Taken taken) {
        LOG.warn("event {} is dropped: there is no function {}", id(taken), function.name());
        drop(taken);
    }

    private static String id(Taken taken) {
        return taken.event().event().requestId();
    }

    private void drop(Taken taken) {
        counts.dropped();
        settling.over(taken);
    }
}
