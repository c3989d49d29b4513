package dev.hearth.worker.network;

import java.io.IOException;

/** Network namespaces made ahead of need, so that none is made while an invoke waits. */
public interface NetworkSlots extends AutoCloseable {
    /** One that nobody uses; made on the spot when none is ready. */
    NetworkSlot take() throws IOException;

    /** Removes all links, addresses and rules that an earlier server left. */
    void sweep() throws IOException;

    @Override
    void close();
}
