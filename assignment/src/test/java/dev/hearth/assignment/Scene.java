package dev.hearth.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.assignment.AcquireRequest;
import dev.hearth.api.assignment.Assigned;
import dev.hearth.api.assignment.EnvironmentPhase;
import dev.hearth.api.assignment.EnvironmentView;
import dev.hearth.api.control.ResolvedFunction;
import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ThrottleReason;
import dev.hearth.api.worker.EnvironmentId;
import dev.hearth.foundation.testing.SimulatedTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A leader with one worker, on simulated time. */
final class Scene {
    static final AssignmentConfig CONFIG =
            new AssignmentConfig(
                    Duration.ofMinutes(10),
                    Duration.ofMillis(5),
                    1_000,
                    Duration.ofSeconds(10),
                    1_000,
                    Duration.ofSeconds(40),
                    10_000);

    final SimulatedTime time = new SimulatedTime();
    final FakeWorker worker = new FakeWorker();
    final FakePlacement placement;
    final AssignmentLeader leader;
    private int requests;

    Scene() {
        this(CONFIG, 1_000_000);
    }

    Scene(AssignmentConfig config, int memoryMb) {
        placement = new FakePlacement(FakeWorker.ID, memoryMb);
        leader =
                new AssignmentLeader(
                        config,
                        placement,
                        id -> id.equals(FakeWorker.ID) ? Optional.of(worker) : Optional.empty(),
                        time,
                        time,
                        new SeededEntropy(1));
    }

    CompletableFuture<Assigned> acquire(ResolvedFunction function) {
        return leader.acquire(new AcquireRequest("request-" + requests++, function));
    }

    /** An invoke that has to wait, and that the test looks at no further. */
    void acquireWaiting(ResolvedFunction function) {
        assertWaits(acquire(function));
    }

    /** Starts an environment for an invoke and hands it over, busy. */
    EnvironmentId acquireCold(ResolvedFunction function) {
        CompletableFuture<Assigned> acquired = acquire(function);
        worker.finishStart();
        return environment(acquired);
    }

    EnvironmentId idleEnvironment(ResolvedFunction function) {
        EnvironmentId id = acquireCold(function);
        leader.release(id, true);
        return id;
    }

    EnvironmentPhase phase(EnvironmentId id) {
        return leader.environments().stream()
                .filter(view -> view.id().equals(id))
                .map(EnvironmentView::phase)
                .findFirst()
                .orElseThrow();
    }

    static EnvironmentId environment(CompletableFuture<Assigned> acquired) {
        assertTrue(acquired.isDone(), "nothing was assigned");
        return acquired.join().environment();
    }

    static void assertWaits(CompletableFuture<Assigned> acquired) {
        assertFalse(acquired.isDone(), "should wait");
    }

    static ApiException failure(CompletableFuture<Assigned> acquired) {
        assertTrue(acquired.isDone(), "should have failed");
        CompletionException thrown = assertThrows(CompletionException.class, acquired::join);
        return assertInstanceOf(ApiException.class, thrown.getCause());
    }

    static void assertThrottled(ThrottleReason reason, CompletableFuture<Assigned> acquired) {
        assertEquals(Optional.of(reason.wireName()), failure(acquired).member("Reason"));
    }

    /** Nothing is booked that is not there, and nothing is there that is not booked. */
    void assertNothingLeaked() {
        assertEquals(List.copyOf(placement.booked()).size(), worker.present().size());
        assertTrue(placement.booked().containsAll(worker.present()));
    }
}
