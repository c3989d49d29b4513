package dev.hearth.events.destination;

import dev.hearth.foundation.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many requests are under way to each destination, and which are down: those are asked now and
 * then only, so that nobody waits for them. For many threads.
 */
final class Targets {
    /** Requests under way at once, over all destinations. */
    static final int MAX_AT_ONCE = 256;

    /** Of those, to one destination: a slow one leaves room for others. */
    static final int MAX_AT_ONCE_TO_ONE = 16;

    /** A destination that has failed so often in a row is down. */
    static final int FAILURES_OF_ONE_DOWN = 3;

    /** While it is down, it is asked this often. */
    static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Targets.class);

    private final Clock clock;
    private final Semaphore room = new Semaphore(MAX_AT_ONCE);

    /** Those that are asked at the moment, or are down: no more than functions name. */
    private final Map<String, Target> targets = new ConcurrentHashMap<>();

    Targets(Clock clock) {
        this.clock = clock;
    }

    /**
     * Blocks while too many requests are under way.
     *
     * @return false when the destination is down and not to be asked now; else {@link #leave} must
     *     follow
     */
    boolean enter(String arn) {
        Target target =
                targets.compute(arn, (_, known) -> (known == null ? new Target() : known).used());
        target.room.acquireUninterruptibly();
        if (target.mayAsk(clock.nanos())) {
            room.acquireUninterruptibly();
            return true;
        }
        target.room.release();
        forget(arn, target);
        return false;
    }

    /**
     * @param trouble when it is down, slow or busy for the moment
     */
    void leave(String arn, Optional<RuntimeException> trouble) {
        room.release();
        Target target = targets.get(arn);
        if (target == null) {
            throw new IllegalStateException("left twice: " + arn);
        }
        tell(arn, target.asked(trouble.isPresent(), clock.nanos()), trouble);
        target.room.release();
        forget(arn, target);
    }

    private static void tell(String arn, Change change, Optional<RuntimeException> trouble) {
        switch (change) {
            case NONE -> {}
            case DOWN ->
                    LOG.warn(
                            "{} is down; how events ended waits for it in the queue: {}",
                            arn,
                            trouble.map(RuntimeException::toString).orElse(""));
            case UP -> LOG.info("{} is told again how events ended", arn);
        }
    }

    private void forget(String arn, Target target) {
        targets.compute(arn, (_, known) -> target.unused() ? null : known);
    }

    private enum Change {
        NONE,
        DOWN,
        UP
    }

    private static final class Target {
        private final Semaphore room = new Semaphore(MAX_AT_ONCE_TO_ONE);
        private int users;
        private int failures;
        private long askedAt;

        synchronized Target used() {
            users++;
            return this;
        }

        /** Whether nobody needs it any more. */
        synchronized boolean unused() {
            users--;
            return users == 0 && failures == 0;
        }

        synchronized boolean mayAsk(long now) {
            if (failures >= FAILURES_OF_ONE_DOWN && now - askedAt < BETWEEN_QUESTIONS.toNanos()) {
                return false;
            }
            askedAt = now;
            return true;
        }

        synchronized Change asked(boolean failed, long now) {
            int before = failures;
            failures = failed ? failures + 1 : 0;
            askedAt = now;
            if (failures == FAILURES_OF_ONE_DOWN) {
                return Change.DOWN;
            }
            return !failed && before >= FAILURES_OF_ONE_DOWN ? Change.UP : Change.NONE;
        }
    }
}
