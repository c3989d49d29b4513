package dev.hearth.events.mapping;

import java.util.concurrent.CompletableFuture;

/** A source being read for one generation of a mapping. */
public interface Reading {
    /**
     * Reads no more; does not block. What the function has been given it may finish, and the source
     * acknowledges it then.
     *
     * @return completes when nothing will be given to the function any more
     */
    CompletableFuture<Void> stop();
}
