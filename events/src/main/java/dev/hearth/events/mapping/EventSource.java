package dev.hearth.events.mapping;

import dev.hearth.api.events.EventSourceMapping;
import java.time.Duration;
import java.util.Optional;

/** One kind of event source. */
public interface EventSource extends AutoCloseable {
    /** Whether mappings with this ARN are its own. */
    boolean reads(String eventSourceArn);

    /**
     * What the service says against a mapping of a source that is this one's own. Blocks as long as
     * the service takes, until it is interrupted.
     *
     * @return in AWS's words; empty when the source can be read, or nobody knows
     */
    Optional<String> refusal(String eventSourceArn, Duration functionTimeout);

    /** Begins to read for an active mapping; does not block. */
    Reading read(EventSourceMapping mapping, MappedFunction function);

    /** Gives functions nothing more; what they have been given goes on. Never blocks. */
    void quiesce();

    /** Ends its connections. */
    @Override
    void close();
}
