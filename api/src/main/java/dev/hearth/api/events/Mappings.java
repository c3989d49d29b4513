package dev.hearth.api.events;

import java.time.Duration;
import java.util.Optional;

/**
 * Runs event source mappings. What has become of mappings is told in order, and hearing it does not
 * block.
 */
public interface Mappings {
    /**
     * What the service of an event source says against a mapping that is to be created: that the
     * source is not there, or may not be read, or cannot go with a function of such a timeout. For
     * any thread; blocks for some seconds at most.
     *
     * @return in AWS's words; empty when nothing is wrong, and when the service cannot be reached
     *     or takes too long
     */
    Optional<String> refusal(String eventSourceArn, Duration functionTimeout);

    /** A mapping is now this; at the server's start every one there is comes this way. */
    void mappingChanged(EventSourceMapping mapping);

    /** A mapping is to end; {@link MappingProgress#stopped} says when it has. */
    void mappingRemoved(String uuid);
}
