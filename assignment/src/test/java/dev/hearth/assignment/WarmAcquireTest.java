package dev.hearth.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.hearth.api.assignment.AcquireRequest;
import dev.hearth.api.assignment.Assigned;
import dev.hearth.api.assignment.EnvironmentPhase;
import dev.hearth.api.worker.EnvironmentId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class WarmAcquireTest {
    private final Scene scene = new Scene();

    @Test
    void anIdleEnvironmentIsAssignedBeforeAcquireReturns() {
        EnvironmentId idle = scene.idleEnvironment(Functions.resolved("echo"));

        CompletableFuture<Assigned> acquired = scene.acquire(Functions.resolved("echo"));

        assertEquals(idle, Scene.environment(acquired));
        assertEquals(EnvironmentPhase.BUSY, scene.phase(idle));
        assertEquals(1, scene.worker.startsAsked());
    }

    @Test
    void theMostRecentlyUsedIsTakenFirst() {
        EnvironmentId first = scene.acquireCold(Functions.resolved("echo"));
        EnvironmentId second = scene.acquireCold(Functions.resolved("echo"));
        scene.leader.release(second, true);
        scene.leader.release(first, true);

        assertEquals(first, Scene.environment(scene.acquire(Functions.resolved("echo"))));
        assertEquals(second, Scene.environment(scene.acquire(Functions.resolved("echo"))));
    }

    @Test
    void anEnvironmentServesOnlyItsOwnKey() {
        EnvironmentId old = scene.idleEnvironment(Functions.resolved("echo", 1));

        EnvironmentId fresh = scene.acquireCold(Functions.resolved("echo", 2));
        EnvironmentId other = scene.acquireCold(Functions.resolved("other", 1));

        assertNotEquals(old, fresh);
        assertNotEquals(old, other);
    }

    @Test
    void askingTwiceWithOneRequestIdIsOneAcquire() {
        AcquireRequest request = new AcquireRequest("twice", Functions.resolved("echo"));

        CompletableFuture<Assigned> first = scene.leader.acquire(request);
        CompletableFuture<Assigned> second = scene.leader.acquire(request);

        assertSame(first, second);
        scene.worker.finishStart();
        assertEquals(1, scene.worker.startsAsked());
        scene.leader.release(Scene.environment(first), true);
        assertEquals(Scene.environment(first), Scene.environment(scene.leader.acquire(request)));
    }

    @Test
    void aWaiterTakesAFreedEnvironmentAndTheNewOneBecomesIdle() {
        EnvironmentId busy = scene.acquireCold(Functions.resolved("echo"));
        CompletableFuture<Assigned> waiter = scene.acquire(Functions.resolved("echo"));
        Scene.assertWaits(waiter);

        scene.leader.release(busy, true);

        assertEquals(busy, Scene.environment(waiter));
        EnvironmentId late = scene.worker.finishStart();
        assertEquals(EnvironmentPhase.IDLE, scene.phase(late));
    }

    @Test
    void waitersAreServedInTheOrderTheyCame() {
        CompletableFuture<Assigned> first = scene.acquire(Functions.resolved("echo"));
        CompletableFuture<Assigned> second = scene.acquire(Functions.resolved("echo"));

        EnvironmentId one = scene.worker.finishStart();
        assertEquals(one, Scene.environment(first));
        Scene.assertWaits(second);
        assertEquals(scene.worker.finishStart(), Scene.environment(second));
    }

    @Test
    void aClientThatCallsAgainBeforeItsEnvironmentSettledGetsTheSameOne() {
        EnvironmentId environment = scene.acquireCold(Functions.resolved("echo"));
        scene.leader.answered(environment);
        CompletableFuture<Assigned> again = scene.acquire(Functions.resolved("echo"));
        Scene.assertWaits(again);

        scene.time.advance(Duration.ofMillis(4));
        scene.leader.release(environment, true);

        assertEquals(environment, Scene.environment(again));
        scene.time.advance(Duration.ofSeconds(1));
        assertEquals(1, scene.worker.startsAsked());
    }

    @Test
    void whenSettlingTakesTooLongANewEnvironmentIsStarted() {
        EnvironmentId environment = scene.acquireCold(Functions.resolved("echo"));
        scene.leader.answered(environment);
        CompletableFuture<Assigned> again = scene.acquire(Functions.resolved("echo"));

        scene.time.advance(Scene.CONFIG.settlingGrace());

        assertEquals(2, scene.worker.startsAsked());
        assertEquals(scene.worker.finishStart(), Scene.environment(again));
    }

    @Test
    void oneSettlingEnvironmentIsPromisedToOneWaiterOnly() {
        EnvironmentId environment = scene.acquireCold(Functions.resolved("echo"));
        scene.leader.answered(environment);

        scene.acquireWaiting(Functions.resolved("echo"));
        assertEquals(1, scene.worker.startsAsked());
        scene.acquireWaiting(Functions.resolved("echo"));
        assertEquals(2, scene.worker.startsAsked());
    }

    @Test
    void aSettlingEnvironmentThatBreaksIsReplacedAtOnce() {
        EnvironmentId environment = scene.acquireCold(Functions.resolved("echo"));
        scene.leader.answered(environment);
        CompletableFuture<Assigned> again = scene.acquire(Functions.resolved("echo"));

        scene.leader.release(environment, false);

        assertEquals(scene.worker.finishStart(), Scene.environment(again));
    }

    @Test
    void unknownAndRepeatedReleasesAreIgnored() {
        EnvironmentId idle = scene.idleEnvironment(Functions.resolved("echo"));
        scene.leader.release(idle, true);
        scene.leader.answered(idle);
        scene.leader.release(new EnvironmentId("nobody"), true);

        assertEquals(EnvironmentPhase.IDLE, scene.phase(idle));
        assertEquals(idle, Scene.environment(scene.acquire(Functions.resolved("echo"))));
        Scene.assertWaits(scene.acquire(Functions.resolved("echo")));
    }
}
