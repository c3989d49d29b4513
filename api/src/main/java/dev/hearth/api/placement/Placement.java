package dev.hearth.api.placement;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.worker.EnvironmentId;
import dev.hearth.api.worker.WorkerId;
import dev.hearth.api.worker.WorkerStatus;

/**
 * Decides where a new environment goes, over workers it holds leases on. None of these calls
 * blocks.
 */
public interface Placement {
    /**
     * Chooses a worker and books room on it. Asking again for the same environment answers the
     * same.
     *
     * @throws ApiException {@code ServiceUnavailableException} when every worker that could hold it
     *     is full now, so that freeing others may help; {@code InvalidRuntimeException} when no
     *     worker runs its architecture; {@code ServiceException} when none is alive or large enough
     */
    WorkerId place(PlaceRequest request);

    /** Gives the room back; unknown environments are ignored. */
    void free(EnvironmentId environment);

    /** A worker's word that it is alive and what it holds; renews its lease. */
    void heartbeat(WorkerStatus status);
}
