package dev.hearth.app;

import dev.hearth.api.function.FunctionId;
import dev.hearth.api.worker.LogPage;
import dev.hearth.api.worker.Logs;
import dev.hearth.api.worker.Worker;
import dev.hearth.api.worker.WorkerId;
import dev.hearth.assignment.WorkerDirectory;
import dev.hearth.worker.WorkerAgent;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The workers of this process: one, once it has been made. The other roles are made before it, and
 * ask here.
 */
final class LocalWorkers implements WorkerDirectory, Logs {
    private final WorkerId id;
    private final AtomicReference<WorkerAgent> agent = new AtomicReference<>();

    LocalWorkers(WorkerId id) {
        this.id = id;
    }

    void add(WorkerAgent made) {
        agent.set(made);
    }

    @Override
    public Optional<Worker> find(WorkerId wanted) {
        return wanted.equals(id) ? Optional.ofNullable(agent.get()) : Optional.empty();
    }

    @Override
    public LogPage read(FunctionId function, String cursor, int maxBytes) {
        WorkerAgent made = agent.get();
        return made == null
                ? new LogPage(List.of(), cursor)
                : made.logs().read(function, cursor, maxBytes);
    }
}
