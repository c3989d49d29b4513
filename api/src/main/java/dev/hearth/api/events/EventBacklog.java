package dev.hearth.api.events;

import java.util.List;
import java.util.Optional;

/**
 * All events there are at one moment, about: they move while they are counted.
 *
 * @param functions one for each function with events or a history, by name
 * @param unseen empty while the queue does not answer
 */
public record EventBacklog(List<FunctionQueue> functions, Optional<Unseen> unseen) {
    /**
     * Stored, but not looked at by this process yet: of an earlier server. Whose they are shows
     * when they come out.
     *
     * @param waiting queued and due
     * @param retrying waiting for their next attempt
     */
    public record Unseen(long waiting, long retrying) {
        public static final Unseen NOTHING = new Unseen(0, 0);
    }
}
