package dev.hearth.events.destination;

import java.util.concurrent.CompletableFuture;

/** Tells whoever is configured how an event ended. */
public interface Destinations {
    /**
     * Tells all that the event's policy names: tries again for a while what fails for the moment.
     * Never blocks.
     *
     * @return completes, never with an exception, when all have been told or given up
     */
    CompletableFuture<Told> tell(Ending ending);

    /**
     * @param told how many took it
     * @param failed how many destinations would not: forbidden, gone, or down for too long
     * @param deadLetterErrors how many dead-letter queues would not
     */
    record Told(int told, int failed, int deadLetterErrors) {}
}
