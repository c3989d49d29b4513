package dev.hearth.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.hearth.api.assignment.Assigned;
import dev.hearth.api.assignment.EnvironmentPhase;
import dev.hearth.api.worker.EnvironmentId;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class FunctionChangeTest {
    private final Scene scene = new Scene();

    @Test
    void idleEnvironmentsOfAnOlderGenerationAreStoppedAtOnce() {
        EnvironmentId old = scene.idleEnvironment(Functions.resolved("echo", 1));

        change(2);

        assertEquals(Set.of(old), scene.worker.stopping());
        scene.worker.finishStops();
        assertEquals(0, scene.placement.booked().size());
    }

    @Test
    void aBusyOneIsStoppedWhenReleased() {
        EnvironmentId old = scene.acquireCold(Functions.resolved("echo", 1));
        change(2);
        assertEquals(EnvironmentPhase.BUSY, scene.phase(old));

        scene.leader.release(old, true);

        assertEquals(Set.of(old), scene.worker.stopping());
    }

    @Test
    void aStartingOneServesWhoWaitsForItAndIsStoppedThen() {
        CompletableFuture<Assigned> waiter = scene.acquire(Functions.resolved("echo", 1));
        change(2);

        EnvironmentId old = scene.worker.finishStart();
        assertEquals(old, Scene.environment(waiter));
        scene.leader.release(old, true);

        assertEquals(Set.of(old), scene.worker.stopping());
    }

    @Test
    void aStartingOneNobodyWaitsForIsStoppedOnArrival() {
        scene.acquire(Functions.resolved("echo", 1)).cancel(true);
        change(2);

        EnvironmentId old = scene.worker.finishStart();

        assertEquals(Set.of(old), scene.worker.stopping());
    }

    @Test
    void aLateInvokeOfTheOldConfigurationLeavesNothingBehind() {
        change(2);
        EnvironmentId old = scene.acquireCold(Functions.resolved("echo", 1));

        scene.leader.release(old, true);

        assertEquals(Set.of(old), scene.worker.stopping());
    }

    @Test
    void environmentsOfTheNewGenerationAndOfPublishedVersionsStay() {
        EnvironmentId fresh = scene.idleEnvironment(Functions.resolved("echo", 2));
        EnvironmentId published = scene.idleEnvironment(Functions.published("echo", "1", 1));

        change(2);

        assertEquals(EnvironmentPhase.IDLE, scene.phase(fresh));
        assertEquals(EnvironmentPhase.IDLE, scene.phase(published));
    }

    @Test
    void aDeletedFunctionKeepsNothing() {
        EnvironmentId idle = scene.idleEnvironment(Functions.resolved("echo", 3));
        EnvironmentId published = scene.idleEnvironment(Functions.published("echo", "1", 1));

        scene.leader.functionChanged(Functions.id("echo"), 3, true);

        assertEquals(Set.of(idle, published), scene.worker.stopping());
    }

    @Test
    void aFunctionCreatedAnewUnderADeletedOnesNameStaysWarm() {
        EnvironmentId old = scene.acquireCold(Functions.resolved("echo", 3));
        scene.leader.functionChanged(Functions.id("echo"), 3, true);
        EnvironmentId fresh = scene.idleEnvironment(Functions.resolved("echo", 1));
        scene.leader.release(old, true);

        assertNotEquals(old, fresh);
        assertEquals(Set.of(old), scene.worker.stopping());
        assertEquals(EnvironmentPhase.IDLE, scene.phase(fresh));
    }

    private void change(long generation) {
        scene.leader.functionChanged(Functions.id("echo"), generation, false);
    }
}
