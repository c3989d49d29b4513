package dev.hearth.worker.network;

import java.io.IOException;

/** Network namespaces made ahead of need, so that none is made while an invoke waits. */
public interface NetworkSlots extends AutoCloseable {
    /** One that nobody uses, under the worker's own policy; waits for one to be made at need. */
    NetworkSlot take() throws IOException;

    @Override
    void close();
}
