package dev.hearth.events.mapping;

import java.util.Set;

/** What became of a batch. */
public sealed interface BatchAnswer {
    /**
     * The function has run.
     *
     * @param failed the records it wants again, by id; none unless the mapping lets it say
     */
    record Processed(Set<String> failed) implements BatchAnswer {}

    /** The function failed, or its answer cannot be read: every record has failed. */
    record Failed() implements BatchAnswer {}

    /**
     * It did not run, but may when asked again: throttled, not ready, or a fault of the platform.
     */
    record NotNow(String words) implements BatchAnswer {}

    /** It did not run, and its owner must do something first. */
    record Refused(String words) implements BatchAnswer {}
}
