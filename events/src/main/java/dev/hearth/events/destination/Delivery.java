package dev.hearth.events.destination;

import dev.hearth.api.events.AsyncPolicy;
import dev.hearth.api.events.EventIntake;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import dev.hearth.foundation.time.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells destinations, each on a virtual thread, so many at a time. What fails for the moment is
 * tried again, for about a minute and a half; the event stays unacknowledged until then.
 */
public final class Delivery implements Destinations, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    /** Requests under way at once, over all destinations. */
    private static final int MAX_AT_ONCE = 64;

    /** Of those, to one destination: a slow one leaves room for others. */
    private static final int MAX_AT_ONCE_TO_ONE = 16;

    private static final List<Duration> WAITS =
            List.of(
                    Duration.ofMillis(500),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(50));

    private final Recipients recipients;
    private final Clock clock;
    private final Timers timers;
    private final Semaphore room = new Semaphore(MAX_AT_ONCE);
    private final Map<String, Semaphore> roomByTarget = new ConcurrentHashMap<>();

    public Delivery(
            AwsAccess access, EventIntake intake, Clock clock, Timers timers, Entropy entropy) {
        this.recipients = new Recipients(access, intake, entropy);
        this.clock = clock;
        this.timers = timers;
    }

    @Override
    public CompletableFuture<Told> tell(Ending ending) {
        AsyncPolicy policy = ending.policy();
        boolean success = ending.condition() == Ending.Condition.SUCCESS;
        List<CompletableFuture<Boolean>> told = new ArrayList<>();
        (success ? policy.onSuccess() : policy.onFailure())
                .ifPresent(arn -> told.add(attempt(arn, 0, target -> tell(target, arn, ending))));
        CompletableFuture<Boolean> buried =
                success
                        ? CompletableFuture.completedFuture(true)
                        : policy.deadLetterTarget()
                                .map(arn -> attempt(arn, 0, target -> bury(target, arn, ending)))
                                .orElse(CompletableFuture.completedFuture(true));
        int letters = !success && policy.deadLetterTarget().isPresent() ? 1 : 0;
        return CompletableFuture.allOf(told.toArray(CompletableFuture<?>[]::new))
                .thenCombine(
                        buried,
                        (_, letterTaken) -> {
                            int taken = (int) told.stream().filter(CompletableFuture::join).count();
                            int letterFailed = letters == 1 && !letterTaken ? 1 : 0;
                            return new Told(
                                    taken + letters - letterFailed,
                                    told.size() - taken,
                                    letterFailed);
                        });
    }

    private void tell(Arn target, String arn, Ending ending) {
        recipients
                .of(target)
                .orElseThrow(() -> new IllegalArgumentException("no destination: " + arn))
                .tell(target, arn, ending, clock.now());
    }

    private void bury(Arn target, String arn, Ending ending) {
        recipients.bury(target, arn, DeadLetter.of(ending));
    }

    private interface Sending {
        void send(Arn target);
    }

    /** Completes with whether it was taken in the end. */
    private CompletableFuture<Boolean> attempt(String arn, int tries, Sending sending) {
        CompletableFuture<Boolean> over = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            Optional<RuntimeException> trouble = once(arn, sending);
            if (trouble.isEmpty()) {
                over.complete(true);
            } else if (tries < WAITS.size() && Troubles.pass(trouble.get())) {
                timers.after(
                        WAITS.get(tries),
                        () -> {
                            var _ = attempt(arn, tries + 1, sending).thenAccept(over::complete);
                        });
            } else {
                LOG.warn("{} was not told of an event's end: {}", arn, trouble.get().toString());
                over.complete(false);
            }
        });
        return over;
    }

    private Optional<RuntimeException> once(String arn, Sending sending) {
        Semaphore own = roomByTarget.computeIfAbsent(arn, _ -> new Semaphore(MAX_AT_ONCE_TO_ONE));
        own.acquireUninterruptibly();
        room.acquireUninterruptibly();
        try {
            sending.send(Arn.parse(arn));
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e);
        } finally {
            room.release();
            own.release();
        }
    }

    @Override
    public void close() {
        recipients.close();
    }
}
