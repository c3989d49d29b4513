package dev.hearth.api.events;

/** Runs event source mappings. Calls come in order and do not block. */
public interface Mappings {
    /** A mapping is now this; at the server's start every one there is comes this way. */
    void mappingChanged(EventSourceMapping mapping);

    /** A mapping is to end; {@link MappingProgress#stopped} says when it has. */
    void mappingRemoved(String uuid);
}
