package dev.hearth.events.mapping;

import dev.hearth.api.events.EventSourceMapping;

/** One kind of event source. */
public interface EventSource extends AutoCloseable {
    /** Whether mappings with this ARN are its own. */
    boolean reads(String eventSourceArn);

    /** Begins to read for an active mapping; does not block. */
    Reading read(EventSourceMapping mapping, MappedFunction function);

    /** Gives functions nothing more; what they have been given goes on. Never blocks. */
    void quiesce();

    /** Ends its connections. */
    @Override
    void close();
}
