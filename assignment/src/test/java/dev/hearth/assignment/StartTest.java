package dev.hearth.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.hearth.api.assignment.AcquireRequest;
import dev.hearth.api.assignment.Assigned;
import dev.hearth.api.assignment.EnvironmentPhase;
import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.error.ThrottleReason;
import dev.hearth.api.worker.EnvironmentId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class StartTest {
    private final ApiException broken =
            new ApiException(ErrorCode.INVALID_RUNTIME, "no such runtime here");

    private final Scene scene = new Scene();

    @Test
    void aFailedStartFailsTheInvokeThatWaitedForIt() {
        CompletableFuture<Assigned> acquired = scene.acquire(Functions.resolved("echo"));

        scene.worker.failStart(broken);

        assertSame(broken, Scene.failure(acquired));
        assertEquals(0, scene.placement.booked().size());
        assertEquals(0, scene.leader.environments().size());
    }

    @Test
    void aFailedStartFailsTheOldestWaiterAndNobodyElse() {
        CompletableFuture<Assigned> first = scene.acquire(Functions.resolved("echo"));
        CompletableFuture<Assigned> second = scene.acquire(Functions.resolved("echo"));

        scene.worker.failStart(broken);

        assertSame(broken, Scene.failure(first));
        assertEquals(scene.worker.finishStart(), Scene.environment(second));
        assertEquals(2, scene.worker.startsAsked());
    }

    @Test
    void aFailedStartFailsNobodyWhenTheOthersSuffice() {
        EnvironmentId busy = scene.acquireCold(Functions.resolved("echo"));
        CompletableFuture<Assigned> first = scene.acquire(Functions.resolved("echo"));
        CompletableFuture<Assigned> second = scene.acquire(Functions.resolved("echo"));
        scene.leader.release(busy, true);
        Scene.environment(first);

        scene.worker.failStart(broken);

        Scene.assertWaits(second);
        assertEquals(scene.worker.finishStart(), Scene.environment(second));
    }

    @Test
    void startsBeyondAWorkersSlotsQueue() {
        Scene two = new Scene(withStartsPerWorker(2), 1_000_000);
        List<CompletableFuture<Assigned>> acquired = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            acquired.add(two.acquire(Functions.resolved("echo")));
        }

        assertEquals(2, two.worker.starting().size());
        for (CompletableFuture<Assigned> next : acquired) {
            assertEquals(two.worker.finishStart(), Scene.environment(next));
        }
    }

    @Test
    void aQueuedStartNobodyWaitsForIsGivenUp() {
        Scene one = new Scene(withStartsPerWorker(1), 1_000_000);
        EnvironmentId busy = one.acquireCold(Functions.resolved("echo"));
        one.acquireWaiting(Functions.resolved("echo"));
        one.acquireWaiting(Functions.resolved("echo"));
        one.leader.release(busy, true);

        one.worker.finishStart();

        assertEquals(2, one.worker.startsAsked());
        assertEquals(2, one.placement.booked().size());
        one.assertNothingLeaked();
    }

    @Test
    void aFunctionStartsOnlySoManyEnvironmentsInAWindow() {
        AssignmentConfig config =
                new AssignmentConfig(
                        Duration.ofMinutes(10),
                        Duration.ofMillis(5),
                        3,
                        Duration.ofSeconds(10),
                        100,
                        Duration.ofSeconds(40),
                        100);
        Scene slow = new Scene(config, 1_000_000);
        for (int i = 0; i < 3; i++) {
            slow.acquireCold(Functions.resolved("echo"));
        }

        Scene.assertThrottled(
                ThrottleReason.ACCOUNT_CONCURRENCY, slow.acquire(Functions.resolved("echo")));
        Scene.assertWaits(slow.acquire(Functions.resolved("other")));
        slow.time.advance(Duration.ofSeconds(10));
        Scene.assertWaits(slow.acquire(Functions.resolved("echo")));
    }

    @Test
    void tooManyWaitersAreThrottled() {
        AssignmentConfig config =
                new AssignmentConfig(
                        Duration.ofMinutes(10),
                        Duration.ofMillis(5),
                        1_000,
                        Duration.ofSeconds(10),
                        100,
                        Duration.ofSeconds(40),
                        2);
        Scene narrow = new Scene(config, 1_000_000);
        narrow.acquireWaiting(Functions.resolved("echo"));
        narrow.acquireWaiting(Functions.resolved("other"));

        Scene.assertThrottled(
                ThrottleReason.ACCOUNT_CONCURRENCY, narrow.acquire(Functions.resolved("echo")));
        narrow.worker.finishStart();
        Scene.assertWaits(narrow.acquire(Functions.resolved("echo")));
    }

    @Test
    void aWorkerThatIsGoneFailsTheStart() {
        AssignmentLeader lonely =
                new AssignmentLeader(
                        Scene.CONFIG,
                        scene.placement,
                        id -> Optional.empty(),
                        scene.time,
                        scene.time,
                        new SeededEntropy(2));

        CompletableFuture<Assigned> acquired =
                lonely.acquire(new AcquireRequest("r", Functions.resolved("echo")));

        assertEquals(ErrorCode.SERVICE, Scene.failure(acquired).code());
        assertEquals(0, scene.placement.booked().size());
    }

    @Test
    void aStartThatNeverEndsIsAbandoned() {
        CompletableFuture<Assigned> first = scene.acquire(Functions.resolved("echo"));
        scene.time.advance(Duration.ofSeconds(1));
        CompletableFuture<Assigned> second = scene.acquire(Functions.resolved("echo"));

        scene.time.advance(Duration.ofSeconds(39));

        assertEquals(ErrorCode.SERVICE, Scene.failure(first).code());
        Scene.assertWaits(second);
        scene.time.advance(Duration.ofSeconds(1));
        assertEquals(ErrorCode.SERVICE, Scene.failure(second).code());
        assertEquals(2, scene.worker.stopsAsked());
        assertEquals(0, scene.placement.booked().size());
    }

    @Test
    void anAbandonedStartGivesItsSlotToTheNextAndNoEnvironment() {
        Scene one = new Scene(withStartsPerWorker(1), 1_000_000);
        CompletableFuture<Assigned> first = one.acquire(Functions.resolved("echo"));
        CompletableFuture<Assigned> second = one.acquire(Functions.resolved("echo"));
        one.time.advance(Duration.ofSeconds(40));
        Scene.failure(first);

        one.worker.finishStart();

        Scene.assertWaits(second);
        assertEquals(one.worker.finishStart(), Scene.environment(second));
        assertEquals(1, one.leader.environments().size());
    }

    @Test
    void cancellingGivesThePlaceInTheQueueUp() {
        CompletableFuture<Assigned> first = scene.acquire(Functions.resolved("echo"));
        CompletableFuture<Assigned> second = scene.acquire(Functions.resolved("echo"));

        first.cancel(true);

        assertEquals(scene.worker.finishStart(), Scene.environment(second));
        assertEquals(EnvironmentPhase.IDLE, scene.phase(scene.worker.finishStart()));
    }

    @Test
    void anInvokeThatIsOverBeforeItIsAssignedGivesTheEnvironmentBack() {
        CompletableFuture<Assigned> acquired = scene.acquire(Functions.resolved("echo"));
        acquired.completeExceptionally(new IllegalStateException("the caller lost patience"));

        EnvironmentId environment = scene.worker.finishStart();

        assertEquals(EnvironmentPhase.IDLE, scene.phase(environment));
        assertEquals(environment, Scene.environment(scene.acquire(Functions.resolved("echo"))));
    }

    static AssignmentConfig withStartsPerWorker(int starts) {
        return new AssignmentConfig(
                Duration.ofMinutes(10),
                Duration.ofMillis(5),
                1_000,
                Duration.ofSeconds(10),
                starts,
                Duration.ofSeconds(40),
                10_000);
    }
}
