package dev.hearth.events.queue;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.events.queue.OutBudget.Share;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class OutBudgetTest {
    private static final int MB = 1 << 20;

    /** Own lanes have 16 MB together. */
    private final OutBudget budget = new OutBudget(256L << 20);

    private static CompletableFuture<OutBudget.Taken> take(Share share, boolean first) {
        CompletableFuture<OutBudget.Taken> taken = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        taken.complete(share.take(MB, first));
                    } catch (InterruptedException e) {
                        taken.completeExceptionally(e);
                    }
                });
        return taken;
    }

    private static boolean waits(CompletableFuture<OutBudget.Taken> taken) throws Exception {
        try {
            taken.get(100, TimeUnit.MILLISECONDS);
            return false;
        } catch (TimeoutException e) {
            return true;
        }
    }

    @Test
    void aLaneHasSoMuchOutAndOneEventOfAnySize() throws Exception {
        Share lane = budget.share(false);
        // More than it may have: but one is always let out.
        OutBudget.Taken one = lane.take(MB, true);
        CompletableFuture<OutBudget.Taken> next = take(lane, false);
        assertTrue(waits(next));
        lane.giveBack(one);
        assertFalse(waits(next));
    }

    @Test
    void ownLanesShareABudgetBesideTheirFirstEvents() throws Exception {
        for (int i = 0; i < 100; i++) {
            Share own = budget.share(true);
            own.take(100, true);
            if (i < 64) {
                own.take(MB / 4 - 100, false);
            }
        }
        Share late = budget.share(true);
        late.take(100, true);
        CompletableFuture<OutBudget.Taken> next = take(late, false);
        assertTrue(waits(next));
        budget.share(false).take(MB, true);
    }
}
