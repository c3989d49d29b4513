package dev.hearth.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.worker.EnvironmentId;
import dev.hearth.api.worker.WorkerId;
import dev.hearth.api.worker.WorkerStatus;
import dev.hearth.foundation.testing.SimulatedTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlacementOwnerTest {
    private static final PlacementConfig CONFIG =
            new PlacementConfig(Duration.ofSeconds(15), 2.0, 3);

    private final SimulatedTime clock = new SimulatedTime();
    private final PlacementOwner placement = new PlacementOwner(CONFIG, clock);

    @Test
    void roomIsBookedUntilItIsFreed() {
        placement.heartbeat(status("a", 128));
        placement.place(Requests.sized("one", 128));
        placement.place(Requests.sized("two", 128));

        assertRefused(ErrorCode.SERVICE_UNAVAILABLE, "three");
        placement.free(new EnvironmentId("one"));
        placement.place(Requests.sized("three", 128));
        assertRefused(ErrorCode.SERVICE_UNAVAILABLE, "four");
    }

    @Test
    void thereIsAMostOfEnvironmentsWhateverTheirMemory() {
        placement.heartbeat(status("a", 100_000));
        for (String name : List.of("one", "two", "three")) {
            placement.place(Requests.sized(name, 128));
        }

        assertRefused(ErrorCode.SERVICE_UNAVAILABLE, "four");
    }

    @Test
    void askingAgainForOneEnvironmentBooksOnce() {
        placement.heartbeat(status("a", 128));
        placement.heartbeat(status("b", 128));

        WorkerId first = placement.place(Requests.sized("one", 128));

        assertEquals(first, placement.place(Requests.sized("one", 128)));
        assertEquals(128, placement.snapshot().stream().mapToLong(WorkerLoad::bookedMb).sum());
    }

    @Test
    void freeingTwiceOrTheUnknownChangesNothing() {
        placement.heartbeat(status("a", 128));
        placement.place(Requests.sized("one", 128));
        placement.free(new EnvironmentId("one"));
        placement.free(new EnvironmentId("one"));
        placement.free(new EnvironmentId("nobody"));

        assertEquals(0, placement.snapshot().getFirst().bookedMb());
        assertEquals(0, placement.snapshot().getFirst().environments());
    }

    @Test
    void aWorkerWhoseLeaseRanOutTakesNothingNew() {
        placement.heartbeat(status("a", 128));
        clock.advance(CONFIG.lease());

        assertRefused(ErrorCode.SERVICE, "one");
        placement.heartbeat(status("a", 128));
        assertEquals(new WorkerId("a"), placement.place(Requests.sized("one", 128)));
    }

    @Test
    void twoLostHeartbeatsAreForgiven() {
        placement.heartbeat(status("a", 128));
        clock.advance(CONFIG.heartbeat().multipliedBy(3).minusNanos(1));

        assertEquals(new WorkerId("a"), placement.place(Requests.sized("one", 128)));
    }

    @Test
    void aDeadWorkerIsForgottenOnceNothingIsBookedThere() {
        placement.heartbeat(status("a", 128));
        placement.place(Requests.sized("one", 128));
        clock.advance(CONFIG.lease());
        placement.heartbeat(status("b", 128));
        assertEquals(2, placement.snapshot().size());

        placement.free(new EnvironmentId("one"));
        placement.heartbeat(status("c", 128));

        assertEquals(2, placement.snapshot().size());
        assertEquals(2, placement.snapshot().stream().filter(WorkerLoad::live).count());
    }

    @Test
    void workersAreSoManyAtMost() {
        for (int i = 0; i < PlacementOwner.MAX_WORKERS; i++) {
            placement.heartbeat(status("w" + i, 128));
        }

        assertThrows(ApiException.class, () -> placement.heartbeat(status("more", 128)));
        clock.advance(CONFIG.lease());
        placement.heartbeat(status("more", 128));
    }

    @Test
    void theDefaultsAreThese() {
        assertEquals(
                new PlacementConfig(Duration.ofSeconds(15), 4.0, 2_000), PlacementConfig.DEFAULTS);
        assertEquals(Duration.ofSeconds(5), PlacementConfig.DEFAULTS.heartbeat());
    }

    private void assertRefused(ErrorCode code, String environment) {
        ApiException refusal =
                assertThrows(
                        ApiException.class,
                        () -> placement.place(Requests.sized(environment, 128)));
        assertEquals(code, refusal.code());
    }

    private static WorkerStatus status(String id, int memoryMb) {
        return new WorkerStatus(new WorkerId(id), "x86_64", "fake", memoryMb, List.of());
    }
}
