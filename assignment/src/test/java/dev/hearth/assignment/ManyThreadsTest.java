package dev.hearth.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.assignment.AcquireRequest;
import dev.hearth.api.assignment.Assigned;
import dev.hearth.api.worker.EnvironmentId;
import dev.hearth.api.worker.InvokeRequest;
import dev.hearth.api.worker.Invoking;
import dev.hearth.api.worker.StartRequest;
import dev.hearth.api.worker.Worker;
import dev.hearth.api.worker.WorkerStatus;
import dev.hearth.foundation.testing.SimulatedTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ManyThreadsTest {
    private static final int THREADS = 8;
    private static final int INVOKES = 5_000;

    private final Set<EnvironmentId> busy = ConcurrentHashMap.newKeySet();
    private final SimulatedTime time = new SimulatedTime();
    private final AssignmentLeader leader =
            new AssignmentLeader(
                    Scene.CONFIG,
                    new FakePlacement(FakeWorker.ID, 1_000_000),
                    id -> Optional.of(new ReadyWorker()),
                    time,
                    time,
                    new SeededEntropy(1));

    @Test
    void anEnvironmentServesOneInvokeAtATimeWhoeverAsks() throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> clients =
                    IntStream.range(0, THREADS)
                            .<Future<?>>mapToObj(client -> pool.submit(() -> callOften(client)))
                            .toList();
            for (Future<?> client : clients) {
                client.get();
            }
        }

        assertEquals(Set.of(), busy);
        assertTrue(leader.environments().size() <= THREADS, "more environments than invokes");
    }

    private void callOften(int client) {
        for (int i = 0; i < INVOKES; i++) {
            AcquireRequest request =
                    new AcquireRequest(client + "-" + i, Functions.resolved("echo"));
            Assigned assigned = leader.acquire(request).join();
            assertTrue(busy.add(assigned.environment()), "serves two invokes");
            busy.remove(assigned.environment());
            if (i % 3 == 0) {
                leader.answered(assigned.environment());
            }
            leader.release(assigned.environment(), i % 100 != 0);
        }
    }

    /** Starts and stops at once. */
    private static final class ReadyWorker implements Worker {
        @Override
        public WorkerStatus status() {
            return new WorkerStatus(FakeWorker.ID, "x86_64", "fake", 1, List.of());
        }

        @Override
        public CompletableFuture<Void> start(StartRequest request) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public Invoking invoke(InvokeRequest request) {
            throw new UnsupportedOperationException("assignment invokes nothing");
        }

        @Override
        public CompletableFuture<Void> stop(EnvironmentId environment) {
            return CompletableFuture.completedFuture(null);
        }
    }
}
