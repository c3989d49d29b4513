package dev.hearth.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.worker.WorkerId;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LeastLoadedTest {
    @Test
    void theLeastLoadedWorkerIsChosen() {
        assertEquals(
                new WorkerId("b"),
                LeastLoaded.choose(
                        List.of(worker("a", 1_000, 500, 1), worker("b", 1_000, 400, 1)),
                        Requests.sized("e", 128)));
    }

    @Test
    void aWorkerCloseToItsMostEnvironmentsIsLoadedToo() {
        assertEquals(
                new WorkerId("a"),
                LeastLoaded.choose(
                        List.of(worker("a", 1_000, 500, 1), worker("b", 1_000, 100, 9)),
                        Requests.sized("e", 128)));
    }

    @Test
    void amongEqualsTheOrderOfTheListDoesNotMatter() {
        List<WorkerLoad> workers = List.of(worker("b", 1_000, 0, 0), worker("a", 1_000, 0, 0));

        assertEquals(
                LeastLoaded.choose(workers, Requests.sized("e", 128)),
                LeastLoaded.choose(workers.reversed(), Requests.sized("e", 128)));
    }

    @Test
    void fullWorkersAreServiceUnavailable() {
        assertRefused(
                ErrorCode.SERVICE_UNAVAILABLE, "room", worker("a", 1_000, 900, 1), "x86_64", 128);
        assertRefused(
                ErrorCode.SERVICE_UNAVAILABLE, "room", worker("a", 1_000, 0, 10), "x86_64", 128);
    }

    @Test
    void anArchitectureNobodyRunsIsNamed() {
        ApiException refusal =
                assertRefused(
                        ErrorCode.INVALID_RUNTIME, "arm64", worker("a", 1_000, 0, 0), "arm64", 128);
        assertTrue(refusal.words().contains("x86_64"), refusal.words());
    }

    @Test
    void whatNoWorkerCouldEverHoldSaysSo() {
        assertRefused(ErrorCode.SERVICE, "1000 MB", worker("a", 1_000, 0, 0), "x86_64", 1_024);
    }

    @Test
    void deadWorkersAreNotChosen() {
        WorkerLoad dead = new WorkerLoad(new WorkerId("a"), "x86_64", 1_000, 0, 0, 10, false);

        assertRefused(ErrorCode.SERVICE, "alive", dead, "x86_64", 128);
        assertEquals(
                new WorkerId("b"),
                LeastLoaded.choose(
                        List.of(dead, worker("b", 1_000, 800, 5)), Requests.sized("e", 128)));
    }

    private static ApiException assertRefused(
            ErrorCode code, String word, WorkerLoad worker, String architecture, int memoryMb) {
        ApiException refusal =
                assertThrows(
                        ApiException.class,
                        () ->
                                LeastLoaded.choose(
                                        List.of(worker),
                                        Requests.request("e", memoryMb, architecture)));
        assertEquals(code, refusal.code());
        assertTrue(refusal.words().contains(word), refusal.words());
        return refusal;
    }

    private static WorkerLoad worker(String id, long offeredMb, long bookedMb, int environments) {
        return new WorkerLoad(
                new WorkerId(id), "x86_64", offeredMb, bookedMb, environments, 10, true);
    }
}
