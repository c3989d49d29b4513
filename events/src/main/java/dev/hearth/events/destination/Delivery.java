package dev.hearth.events.destination;

import dev.hearth.api.events.AsyncPolicies;
import dev.hearth.api.events.EventIntake;
import dev.hearth.events.queue.Untold;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells destinations, each on a virtual thread, so many at a time. What fails for the moment is
 * left for later, for an hour after the event has ended; then it is given up.
 */
public final class Delivery implements Destinations, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    /** AWS tries "for a while" and does not say for how long. */
    static final Duration GIVEN_UP_AFTER = Duration.ofHours(1);

    private final Recipients recipients;
    private final Targets targets;
    private final Clock clock;

    /**
     * @param functions knows which functions there are to be told
     */
    public Delivery(
            AwsAccess access,
            EventIntake intake,
            AsyncPolicies functions,
            Clock clock,
            Entropy entropy) {
        this.recipients = new Recipients(access, intake, functions, entropy);
        this.targets = new Targets(clock);
        this.clock = clock;
    }

    /** How one target took it. */
    private enum Taking {
        /** There was nobody to tell. */
        NOBODY,
        TOLD,
        LATER,
        NEVER
    }

    @Override
    public CompletableFuture<Told> tell(Ending ending) {
        return begin(
                        ending.how().destination(),
                        ending,
                        (target, arn) ->
                                recipients
                                        .of(target)
                                        .orElseThrow(() ->
                                                new IllegalArgumentException(
                                                        "no destination: " + arn))
                                        .tell(target, arn, ending, clock.now()))
                .thenCombine(
                        begin(
                                ending.how().deadLetterTarget(),
                                ending,
                                (target, arn) ->
                                        recipients.bury(target, arn, DeadLetter.of(ending))),
                        (told, buried) -> told(ending, told, buried));
    }

    private static Told told(Ending ending, Taking told, Taking buried) {
        int took = (told == Taking.TOLD ? 1 : 0) + (buried == Taking.TOLD ? 1 : 0);
        boolean left = told == Taking.LATER || buried == Taking.LATER;
        return new Told(
                took,
                told == Taking.NEVER ? 1 : 0,
                buried == Taking.NEVER ? 1 : 0,
                left ? Optional.of(left(ending, told, buried, took)) : Optional.empty());
    }

    private static Ending left(Ending ending, Taking told, Taking buried, int took) {
        Untold how = ending.how();
        return new Ending(
                ending.event(),
                new Untold(
                        how.condition(),
                        how.status(),
                        how.answer(),
                        how.words(),
                        how.destination().filter(_ -> told == Taking.LATER),
                        how.deadLetterTarget().filter(_ -> buried == Taking.LATER),
                        how.since(),
                        how.told() + took,
                        how.tries() + 1));
    }

    private interface Sending {
        void send(Arn target, String arn);
    }

    private CompletableFuture<Taking> begin(
            Optional<String> target, Ending ending, Sending sending) {
        if (target.isEmpty()) {
            return CompletableFuture.completedFuture(Taking.NOBODY);
        }
        CompletableFuture<Taking> taking = new CompletableFuture<>();
        Thread.startVirtualThread(() -> taking.complete(guarded(target.get(), ending, sending)));
        return taking;
    }

    /** Whoever waits for this answer must get one, whatever goes wrong here. */
    private Taking guarded(String arn, Ending ending, Sending sending) {
        try {
            return once(arn, ending, sending);
        } catch (RuntimeException | Error fault) {
            LOG.error("a fault while {} was told of an event's end", arn, fault);
            return laterOrNever(arn, ending, fault.toString());
        }
    }

    private Taking once(String arn, Ending ending, Sending sending) {
        if (!targets.enter(arn)) {
            return laterOrNever(arn, ending, "it is down");
        }
        Optional<RuntimeException> passing = Optional.empty();
        try {
            sending.send(Arn.parse(arn), arn);
            return Taking.TOLD;
        } catch (RuntimeException e) {
            if (Troubles.pass(e)) {
                passing = Optional.of(e);
                return laterOrNever(arn, ending, e.toString());
            }
            LOG.warn("{} was not told of an event's end: {}", arn, e.toString());
            return Taking.NEVER;
        } finally {
            targets.leave(arn, passing);
        }
    }

    private Taking laterOrNever(String arn, Ending ending, String trouble) {
        if (clock.now().isBefore(ending.how().since().plus(GIVEN_UP_AFTER))) {
            return Taking.LATER;
        }
        LOG.warn("{} is not told any more of an event's end: {}", arn, trouble);
        return Taking.NEVER;
    }

    @Override
    public void close() {
        recipients.close();
    }
}
