package dev.hearth.assignment;

import dev.hearth.api.worker.EnvironmentId;
import dev.hearth.api.worker.InvokeRequest;
import dev.hearth.api.worker.Invoking;
import dev.hearth.api.worker.StartRequest;
import dev.hearth.api.worker.Worker;
import dev.hearth.api.worker.WorkerId;
import dev.hearth.api.worker.WorkerStatus;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A worker whose starts and stops end when the test says so. */
final class FakeWorker implements Worker {
    static final WorkerId ID = new WorkerId("worker-1");

    private final Map<EnvironmentId, CompletableFuture<Void>> starting = new LinkedHashMap<>();
    private final Map<EnvironmentId, CompletableFuture<Void>> stopping = new LinkedHashMap<>();
    private final Set<EnvironmentId> running = new LinkedHashSet<>();
    private int startsAsked;
    private int stopsAsked;

    @Override
    public WorkerStatus status() {
        return new WorkerStatus(ID, "x86_64", "fake", 1024, List.copyOf(running));
    }

    @Override
    public CompletableFuture<Void> start(StartRequest request) {
        startsAsked++;
        CompletableFuture<Void> started = new CompletableFuture<>();
        starting.put(request.environment(), started);
        return started;
    }

    @Override
    public Invoking invoke(InvokeRequest request) {
        throw new UnsupportedOperationException("assignment invokes nothing");
    }

    @Override
    public CompletableFuture<Void> stop(EnvironmentId environment) {
        stopsAsked++;
        if (!running.contains(environment)) {
            return CompletableFuture.completedFuture(null);
        }
        return stopping.computeIfAbsent(environment, id -> new CompletableFuture<>());
    }

    /** Ends the start that was asked for first. */
    EnvironmentId finishStart() {
        return finishStart(starting.keySet().iterator().next());
    }

    EnvironmentId finishStart(EnvironmentId id) {
        CompletableFuture<Void> started = take(starting, id);
        running.add(id);
        started.complete(null);
        return id;
    }

    EnvironmentId failStart(RuntimeException error) {
        EnvironmentId id = starting.keySet().iterator().next();
        take(starting, id).completeExceptionally(error);
        return id;
    }

    void finishStop(EnvironmentId id) {
        CompletableFuture<Void> stopped = take(stopping, id);
        running.remove(id);
        stopped.complete(null);
    }

    void finishStops() {
        List.copyOf(stopping.keySet()).forEach(this::finishStop);
    }

    Set<EnvironmentId> starting() {
        return Set.copyOf(starting.keySet());
    }

    Set<EnvironmentId> stopping() {
        return Set.copyOf(stopping.keySet());
    }

    /** What exists here, starting and stopping ones included. */
    Set<EnvironmentId> present() {
        Set<EnvironmentId> all = new LinkedHashSet<>(running);
        all.addAll(starting.keySet());
        return all;
    }

    int startsAsked() {
        return startsAsked;
    }

    int stopsAsked() {
        return stopsAsked;
    }

    private static CompletableFuture<Void> take(
            Map<EnvironmentId, CompletableFuture<Void>> from, EnvironmentId id) {
        CompletableFuture<Void> future = from.remove(id);
        if (future == null) {
            throw new AssertionError("nothing under way for " + id);
        }
        return future;
    }
}
