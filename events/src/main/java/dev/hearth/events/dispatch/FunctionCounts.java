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
 * out.
 */
final class FunctionCounts {
    private final FunctionId function;
    private final AtomicLong queued = new AtomicLong();
    private final AtomicLong retrying = new AtomicLong();
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

    FunctionCounts(FunctionId function) {
        this.function = function;
    }

    /** Counted before it is known to be durable, because it may be handed out sooner. */
    void adding() {
        queued.incrementAndGet();
    }

    void added() {
        received.increment();
    }

    void refused() {
        lower(queued);
    }

    void out(Object taken, QueuedEvent event) {
        out.put(taken, event.event().acceptedAt());
        lower(isRetry(event) ? retrying : queued);
    }

    /** It is over, or in other hands. */
    void in(Object taken) {
        out.remove(taken);
    }

    /** It went back as it was. */
    void returned(Object taken, QueuedEvent event) {
        in(taken);
        (isRetry(event) ? retrying : queued).incrementAndGet();
    }

    void again(Object taken, QueuedEvent event) {
        in(taken);
        Instant oldest = oldestRetrying;
        if (retrying.getAndIncrement() == 0
                || oldest == null
                || event.event().acceptedAt().isBefore(oldest)) {
            oldestRetrying = event.event().acceptedAt();
        }
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

    /** A failure's telling has ended. */
    void failureTold(Told told) {
        (told.told() > 0 ? dead : dropped).increment();
        told(told);
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
                queued.get() + held,
                running,
                retrying.get(),
                oldest(),
                received.sum(),
                dropped.sum(),
                dead.sum(),
                deliveryFailures.sum(),
                deadLetterErrors.sum(),
                attempts.sum(),
                Duration.ofMillis(ageMillis.sum()));
    }

    private Optional<Instant> oldest() {
        Optional<Instant> here = out.values().stream().min(Instant::compareTo);
        Instant waiting = retrying.get() > 0 ? oldestRetrying : null;
        if (waiting == null) {
            return here;
        }
        return here.filter(instant -> instant.isBefore(waiting)).or(() -> Optional.of(waiting));
    }

    private static boolean isRetry(QueuedEvent event) {
        return event.functionErrors() > 0 || event.systemErrors() > 0;
    }

    private static void lower(AtomicLong count) {
        count.updateAndGet(value -> Math.max(0, value - 1));
    }
}
