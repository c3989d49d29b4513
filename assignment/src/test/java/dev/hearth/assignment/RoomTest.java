package dev.hearth.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.api.assignment.Assigned;
import dev.hearth.api.assignment.EnvironmentPhase;
import dev.hearth.api.control.ResolvedFunction;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.function.FunctionVersion;
import dev.hearth.api.worker.EnvironmentId;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class RoomTest {
    private final Scene scene = new Scene(Scene.CONFIG, 512);

    @Test
    void anEnvironmentIdleForTooLongIsStopped() {
        EnvironmentId first = scene.idleEnvironment(Functions.resolved("echo"));
        scene.time.advance(Duration.ofMinutes(5));
        EnvironmentId second = scene.idleEnvironment(Functions.resolved("other"));

        scene.time.advance(Duration.ofMinutes(5));
        assertEquals(Set.of(first), scene.worker.stopping());
        scene.worker.finishStops();
        scene.time.advance(Duration.ofMinutes(5));
        assertEquals(Set.of(second), scene.worker.stopping());
        scene.worker.finishStops();
        assertEquals(0, scene.placement.booked().size());
    }

    @Test
    void useKeepsAnEnvironmentAlive() {
        EnvironmentId environment = scene.idleEnvironment(Functions.resolved("echo"));
        for (int i = 0; i < 5; i++) {
            scene.time.advance(Duration.ofMinutes(9));
            assertEquals(environment, Scene.environment(scene.acquire(Functions.resolved("echo"))));
            scene.leader.release(environment, true);
        }
        scene.time.advance(Duration.ofMinutes(9));

        assertEquals(EnvironmentPhase.IDLE, scene.phase(environment));
    }

    @Test
    void nobodyWaitsForTheRoomOfAStopThatNeverEnds() {
        EnvironmentId hanging = scene.idleEnvironment(sized("one", 512));
        CompletableFuture<Assigned> acquired = scene.acquire(sized("two", 512));
        assertEquals(Set.of(hanging), scene.worker.stopping());

        scene.time.advance(Duration.ofSeconds(40));

        assertEquals(ErrorCode.SERVICE_UNAVAILABLE, Scene.failure(acquired).code());
        assertEquals(Set.of(hanging), scene.placement.booked());
        scene.worker.finishStops();
        Scene.assertWaits(scene.acquire(sized("two", 512)));
        assertEquals(1, scene.worker.starting().size());
    }

    @Test
    void theLeastRecentlyUsedIdleEnvironmentMakesRoom() {
        EnvironmentId oldest = scene.idleEnvironment(sized("one", 256));
        EnvironmentId newer = scene.idleEnvironment(sized("two", 256));

        CompletableFuture<Assigned> acquired = scene.acquire(sized("three", 256));

        assertEquals(Set.of(oldest), scene.worker.stopping());
        assertEquals(2, scene.worker.startsAsked(), "not before the room is really free");
        scene.worker.finishStops();
        assertEquals(scene.worker.finishStart(), Scene.environment(acquired));
        assertEquals(EnvironmentPhase.IDLE, scene.phase(newer));
        scene.assertNothingLeaked();
    }

    @Test
    void asManyAreStoppedAsALargeOneNeeds() {
        for (String name : new String[] {"one", "two", "three", "four"}) {
            scene.idleEnvironment(sized(name, 128));
        }

        CompletableFuture<Assigned> acquired = scene.acquire(sized("large", 384));

        assertEquals(3, scene.worker.stopping().size());
        scene.worker.finishStops();
        assertEquals(scene.worker.finishStart(), Scene.environment(acquired));
    }

    @Test
    void withNothingIdleTheInvokeIsRefused() {
        scene.acquireCold(sized("one", 512));

        CompletableFuture<Assigned> acquired = scene.acquire(sized("two", 128));

        assertEquals(ErrorCode.SERVICE_UNAVAILABLE, Scene.failure(acquired).code());
        assertEquals(1, scene.placement.booked().size());
    }

    @Test
    void whatCanNeverFitStopsNobody() {
        EnvironmentId idle = scene.idleEnvironment(sized("one", 128));

        CompletableFuture<Assigned> acquired = scene.acquire(sized("two", 1_024));

        assertEquals(ErrorCode.SERVICE, Scene.failure(acquired).code());
        assertEquals(EnvironmentPhase.IDLE, scene.phase(idle));
    }

    @Test
    void whoWaitsForRoomMayGetAFreedEnvironmentInstead() {
        EnvironmentId busy = scene.acquireCold(sized("one", 256));
        EnvironmentId idle = scene.idleEnvironment(sized("two", 256));
        CompletableFuture<Assigned> waiter = scene.acquire(sized("one", 256));
        assertEquals(Set.of(idle), scene.worker.stopping());

        scene.leader.release(busy, true);
        assertEquals(busy, Scene.environment(waiter));
        scene.worker.finishStops();

        assertEquals(2, scene.worker.startsAsked());
        scene.assertNothingLeaked();
    }

    private static ResolvedFunction sized(String name, int memoryMb) {
        return Functions.unreserved(
                Functions.config(name, FunctionVersion.LATEST, 1, memoryMb),
                Functions.ACCOUNT_CONCURRENCY);
    }
}
