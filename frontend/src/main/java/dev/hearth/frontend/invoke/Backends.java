package dev.hearth.frontend.invoke;

import dev.hearth.api.assignment.Assignment;
import dev.hearth.api.control.Catalogue;
import dev.hearth.api.worker.Worker;
import dev.hearth.api.worker.WorkerId;
import java.util.function.Function;

/**
 * Whom an invoke asks, in this order.
 *
 * @param workers finds a worker that assignment has named
 */
public record Backends(
        Catalogue catalogue, Assignment assignment, Function<WorkerId, Worker> workers) {}
