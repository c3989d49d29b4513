package dev.hearth.events.dispatch;

import dev.hearth.api.events.FunctionQueue;
import dev.hearth.api.function.FunctionId;
import dev.hearth.events.destination.Destinations.Told;
import dev.hearth.events.queue.QueuedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * One function's counts. Events of an earlier server are counted from when they are first handed
 * out, and apart from those that came since: nobody knows how many of them there still are.
 */
final class FunctionCounts {
    private final FunctionId function;
    private final Instant since;
    private final AtomicLong queued = new AtomicLong();
    private final AtomicLong retrying = new AtomicLong();
    private final AtomicLong queuedBefore = new AtomicLong();
    private final AtomicLong retryingBefore = new AtomicLong();
    private final LongAdder endedOfBefore = new LongAdder();
    private final LongAdder inFlight = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder dead = new LongAdder();
    private final LongAdder deliveryFailures = new LongAdder();
    private final LongAdder deadLetterErrors = new LongAdder();
    private final LongAdder attempts = new LongAdder();
    private final LongAdder ageMillis = new LongAdder();

    /** When events that are out here were accepted; as many as the queue hands out at a time. */
    private final Map<Object, Instant> out = new ConcurrentHashMap<>();

    /** Of the events that wait for another attempt, while there are any. */
    private volatile @Nullable Instant oldestRetrying;

    /**
     * @param since when this server started
     */
    FunctionCounts(FunctionId function, Instant since) {
        this.function = function;
        this.since = since;
    }

    /** Counted before it is known to be durable, because it may be handed out sooner. */
    void adding() {
        queued.incrementAndGet();
    }

    void added() {
        received.increment();
    }

    void refused() {
        queued.decrementAndGet();
    }

    void out(Object taken, QueuedEvent event) {
        out.put(taken, event.event().acceptedAt());
        taken(event);
    }

    /** It is over, or in other hands. */
    void in(Object taken) {
        out.remove(taken);
    }

    /** It went back as it was. */
    void returned(Object taken, QueuedEvent event) {
        in(taken);
        stored(event);
    }

    void again(Object taken, QueuedEvent event) {
        in(taken);
        Instant oldest = oldestRetrying;
        if (retrying() == 0 || oldest == null || event.event().acceptedAt().isBefore(oldest)) {
            oldestRetrying = event.event().acceptedAt();
        }
        stored(event);
    }

    /** It waits in the queue. */
    void stored(QueuedEvent event) {
        waiting(event).incrementAndGet();
    }

    /**
     * It waits there no more. What came since the start has been counted, or will be in a moment;
     * what was there before comes without.
     */
    void taken(QueuedEvent event) {
        AtomicLong count = waiting(event);
        if (isOfBefore(event)) {
            count.updateAndGet(value -> Math.max(0, value - 1));
        } else {
            count.decrementAndGet();
        }
    }

    /** It is settled for good. */
    void ended(QueuedEvent event) {
        if (isOfBefore(event)) {
            endedOfBefore.increment();
        }
    }

    /** How many events of an earlier server have ended here. */
    long endedOfBefore() {
        return endedOfBefore.sum();
    }

    void attempt(QueuedEvent event, Instant now) {
        attempts.increment();
        ageMillis.add(Math.max(0, Duration.between(event.event().acceptedAt(), now).toMillis()));
        inFlight.increment();
    }

    void attempted() {
        inFlight.decrement();
    }

    void dropped() {
        dropped.increment();
    }

    /**
     * It has failed for good, and its telling is over.
     *
     * @param told whether anybody took it
     */
    void failed(boolean told) {
        (told ? dead : dropped).increment();
    }

    void told(Told told) {
        deliveryFailures.add(told.failed());
        deadLetterErrors.add(told.deadLetterErrors());
    }

    FunctionQueue view() {
        long running = inFlight.sum();
        long held = Math.max(0, out.size() - running);
        return new FunctionQueue(
                function,
                Math.max(0, queued.get()) + queuedBefore.get() + held,
                running,
                retrying(),
                oldest(),
                received.sum(),
                dropped.sum(),
                dead.sum(),
                deliveryFailures.sum(),
                deadLetterErrors.sum(),
                attempts.sum(),
                Duration.ofMillis(ageMillis.sum()));
    }

    /** Whether any of its events waits, is being invoked, or is held here. */
    boolean isSomewhere() {
        FunctionQueue now = view();
        return now.waiting() + now.inFlight() + now.retrying() > 0;
    }

    private Optional<Instant> oldest() {
        Optional<Instant> here = out.values().stream().min(Instant::compareTo);
        Instant waiting = retrying() > 0 ? oldestRetrying : null;
        if (waiting == null) {
            return here;
        }
        return here.filter(instant -> instant.isBefore(waiting)).or(() -> Optional.of(waiting));
    }

    private long retrying() {
        return Math.max(0, retrying.get()) + retryingBefore.get();
    }

    /** Where an event counts that waits in the queue. */
    private AtomicLong waiting(QueuedEvent event) {
        if (isOfBefore(event)) {
            return isRetry(event) ? retryingBefore : queuedBefore;
        }
        return isRetry(event) ? retrying : queued;
    }

    private boolean isOfBefore(QueuedEvent event) {
        return event.event().acceptedAt().isBefore(since);
    }

    private static boolean isRetry(QueuedEvent event) {
        return event.functionErrors() > 0 || event.systemErrors() > 0 || event.untold().isPresent();
    }
}
