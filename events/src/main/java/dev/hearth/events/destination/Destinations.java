package dev.hearth.events.destination;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Tells whoever is to be told how an event ended. */
public interface Destinations {
    /**
     * Tries once to tell all that the ending still names. Never blocks.
     *
     * @return completes, never with an exception, when each has been told, given up, or is left
     */
    CompletableFuture<Told> tell(Ending ending);

    /**
     * @param told how many took it
     * @param failed how many destinations would not: forbidden, gone, or down for too long
     * @param deadLetterErrors how many dead-letter queues would not
     * @param left who is to be tried again; none when it is over
     */
    record Told(int told, int failed, int deadLetterErrors, Optional<Ending> left) {
        public Told(int told, int failed, int deadLetterErrors) {
            this(told, failed, deadLetterErrors, Optional.empty());
        }
    }
}
