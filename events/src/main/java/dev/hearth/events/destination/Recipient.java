package dev.hearth.events.destination;

import java.time.Instant;

/** One kind of service that takes what became of events. Blocks; safe for many threads. */
interface Recipient {
    /**
     * Sends the record of an ending.
     *
     * @param target the ARN that the owner has configured
     * @throws RuntimeException when it was not taken; {@link Troubles} tells which kinds pass
     */
    void tell(Arn target, String targetArn, Ending ending, Instant now);
}
