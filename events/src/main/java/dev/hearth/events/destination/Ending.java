package dev.hearth.events.destination;

import dev.hearth.api.events.AsyncEvent;
import dev.hearth.api.invoke.Invoked;
import dev.hearth.events.queue.QueuedEvent;
import dev.hearth.events.queue.Untold;
import dev.hearth.events.queue.Untold.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An event that is over, and who is to be told.
 *
 * @param event with the counts of all its attempts
 */
public record Ending(QueuedEvent event, Untold how) {
    /** What one message of the queue takes with ease; the largest event and a large answer. */
    private static final int MAX_KEPT_BYTES = 1_800_000;

    private static final byte[] NULL = {'n', 'u', 'l', 'l'};
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    public Condition condition() {
        return how.condition();
    }

    public int status() {
        return how.status();
    }

    public Optional<Invoked> answer() {
        return how.answer();
    }

    public String words() {
        return how.words();
    }

    AsyncEvent asyncEvent() {
        return event.event();
    }

    /** As it goes back to the queue, so that nothing is held in memory until the next try. */
    public QueuedEvent later(Instant now) {
        return event.toTell(kept(), now.plus(backoff()));
    }

    /** An answer that would not fit is told of without its payload, as topics are. */
    private Untold kept() {
        int size =
                asyncEvent().payload().length
                        + answer().map(answer -> answer.payload().length).orElse(0);
        if (size <= MAX_KEPT_BYTES) {
            return how;
        }
        Optional<Invoked> answer =
                answer().map(a -> new Invoked(a.executedVersion(), NULL, a.functionError()));
        return new Untold(
                how.condition(),
                how.status(),
                answer,
                how.words(),
                how.destination(),
                how.deadLetterTarget(),
                how.since(),
                how.told(),
                how.tries());
    }

    /** Doubles with each try; up to a quarter more, so that what failed together comes spread. */
    private Duration backoff() {
        Duration plain = FIRST_WAIT.multipliedBy(1L << Math.clamp(how.tries() - 1, 0, 20));
        int spread = (asyncEvent().requestId().hashCode() >>> 1) % 256;
        Duration wait = plain.plus(plain.multipliedBy(spread).dividedBy(4 * 256));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
