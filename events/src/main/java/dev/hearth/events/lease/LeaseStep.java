package dev.hearth.events.lease;

import java.util.Optional;

/** One thing to be written, as decided; it may turn out to come too late. */
sealed interface LeaseStep {
    /**
     * Takes a lease.
     *
     * @param before as it was seen; a version of -1 when there was none
     * @param epoch the new one
     * @param stale the holder before, whose silence is the reason; its sign of life must still be
     *     the one that was seen
     */
    record Take(LeaseRecord before, long epoch, Optional<HolderSighting> stale)
            implements LeaseStep {
        String key() {
            return before.key();
        }

        boolean isNew() {
            return before.version() < 0;
        }
    }

    /** Hands a lease over to whoever takes it. */
    record Give(String key) implements LeaseStep {}

    /** Gives up what the store says is its own, but is not held here and not wanted either. */
    record Disown(LeaseRecord lease) implements LeaseStep {}

    /** Removes what a dead process left. */
    record Bury(HolderSighting holder) implements LeaseStep {}
}
