package dev.hearth.events.lease;

import java.util.concurrent.CompletableFuture;

/**
 * Told of a process's own leases, one call at a time and in order. Must not block; may call {@link
 * Leases}.
 */
public interface LeaseListener {
    void gained(Lease lease);

    /**
     * A lease is lost, or is to be handed to another process.
     *
     * @return completes when nothing is done any more under the lease; one that is handed over is
     *     free only then. One that is lost may be another's soon, whatever this says
     */
    CompletableFuture<Void> lost(String key);
}
