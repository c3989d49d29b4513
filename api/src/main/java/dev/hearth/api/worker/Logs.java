package dev.hearth.api.worker;

import dev.hearth.api.function.FunctionId;

/** What functions wrote, oldest first, across all environments of a function on this worker. */
public interface Logs {
    /**
     * Reads on from a cursor. Blocks for disk: call it on a virtual thread.
     *
     * @param cursor empty for the beginning of what is kept, or {@link LogPage#cursor} of the page
     *     before
     * @param maxBytes about how much to return
     */
    LogPage read(FunctionId function, String cursor, int maxBytes);
}
