package dev.hearth.assignment;

import dev.hearth.api.worker.Worker;
import dev.hearth.api.worker.WorkerId;
import java.util.Optional;

/** How a worker that placement chose is reached. */
@FunctionalInterface
public interface WorkerDirectory {
    /** Empty when the worker is unknown here (any more). */
    Optional<Worker> find(WorkerId id);
}
