package dev.hearth.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.api.assignment.Assigned;
import dev.hearth.api.control.ResolvedFunction;
import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.error.ThrottleReason;
import dev.hearth.api.function.FunctionVersion;
import dev.hearth.api.worker.EnvironmentId;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class ConcurrencyTest {
    private final Scene scene = new Scene();

    @Test
    void reservedConcurrencyIsACeiling() {
        ResolvedFunction echo = Functions.reserved("echo", 2);
        EnvironmentId first = scene.acquireCold(echo);
        scene.acquireWaiting(echo);

        Scene.assertThrottled(ThrottleReason.RESERVED_CONCURRENCY, scene.acquire(echo));
        scene.leader.release(first, true);
        scene.worker.finishStart();
        Scene.environment(scene.acquire(echo));
    }

    @Test
    void reservedZeroIsAlwaysThrottled() {
        Scene.assertThrottled(
                ThrottleReason.RESERVED_CONCURRENCY, scene.acquire(Functions.reserved("echo", 0)));
        assertEquals(0, scene.worker.startsAsked());
    }

    @Test
    void functionsWithoutAReservationShareTheAccountsPool() {
        scene.acquireWaiting(unreserved("one"));
        scene.acquireWaiting(unreserved("two"));

        Scene.assertThrottled(
                ThrottleReason.ACCOUNT_CONCURRENCY, scene.acquire(unreserved("three")));
        Scene.assertWaits(scene.acquire(Functions.reserved("four", 1)));
    }

    @Test
    void anAnsweredInvokeCountsNoLonger() {
        ResolvedFunction echo = Functions.reserved("echo", 1);
        EnvironmentId environment = scene.acquireCold(echo);
        Scene.assertThrottled(ThrottleReason.RESERVED_CONCURRENCY, scene.acquire(echo));

        scene.leader.answered(environment);

        CompletableFuture<Assigned> next = scene.acquire(echo);
        Scene.assertWaits(next);
        scene.leader.release(environment, true);
        assertEquals(environment, Scene.environment(next));
        Scene.assertThrottled(ThrottleReason.RESERVED_CONCURRENCY, scene.acquire(echo));
    }

    @Test
    void whoGivesUpOrFailsCountsNoLonger() {
        ResolvedFunction echo = Functions.reserved("echo", 1);
        scene.acquire(echo).cancel(true);
        CompletableFuture<Assigned> second = scene.acquire(echo);
        Scene.assertWaits(second);
        scene.worker.failStart(new ApiException(ErrorCode.SERVICE, "broken"));
        Scene.failure(second);

        Scene.assertWaits(scene.acquire(echo));
    }

    @Test
    void allVersionsOfAFunctionShareItsReservation() {
        ResolvedFunction latest = Functions.reserved("echo", 1);
        ResolvedFunction published =
                new ResolvedFunction(Functions.config("echo", "7", 1, 128), latest.reserved(), 999);
        scene.acquireWaiting(latest);

        Scene.assertThrottled(ThrottleReason.RESERVED_CONCURRENCY, scene.acquire(published));
    }

    @Test
    void aReservationMadeWhileInvokesRunLeavesTheAccountsCountRight() {
        EnvironmentId running = scene.acquireCold(unreserved("echo"));
        scene.acquireWaiting(Functions.reserved("echo", 5));
        scene.leader.release(running, true);

        Scene.assertWaits(scene.acquire(unreserved("two")));
        Scene.assertWaits(scene.acquire(unreserved("three")));
        Scene.assertThrottled(
                ThrottleReason.ACCOUNT_CONCURRENCY, scene.acquire(unreserved("four")));
    }

    private static ResolvedFunction unreserved(String name) {
        return Functions.unreserved(Functions.config(name, FunctionVersion.LATEST, 1, 128), 2);
    }
}
