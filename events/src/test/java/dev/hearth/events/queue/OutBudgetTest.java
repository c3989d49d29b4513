package dev.hearth.events.queue;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.events.queue.OutBudget.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class OutBudgetTest {
    private static final int MB = 1 << 20;
    private static final int QUARTER = MB / 4;

    /** Own lanes have 16 MB together; a lane has half a megabyte. */
    private final OutBudget budget = new OutBudget(256L << 20);

    private static CompletableFuture<Void> take(Share share, int size) {
        CompletableFuture<Void> taken = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        share.take(size);
                        taken.complete(null);
                    } catch (InterruptedException e) {
                        taken.completeExceptionally(e);
                    }
                });
        return taken;
    }

    private static boolean waits(CompletableFuture<Void> taken) throws Exception {
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
        lane.take(MB);
        CompletableFuture<Void> next = take(lane, 10);
        assertTrue(waits(next));
        lane.giveBack(MB);
        assertFalse(waits(next));
    }

    /** Two quarters each: what is out of 32 lanes is all that own lanes may have. */
    private List<Share> allOfIt() throws InterruptedException {
        List<Share> lanes = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            Share own = budget.share(true);
            own.take(QUARTER);
            own.take(QUARTER);
            lanes.add(own);
        }
        return lanes;
    }

    @Test
    void ownLanesShareABudgetBesideOneEventEach() throws Exception {
        List<Share> others = allOfIt();
        Share late = budget.share(true);
        late.take(MB);
        CompletableFuture<Void> second = take(late, 10);
        assertTrue(waits(second));
        budget.share(false).take(MB);

        // With nothing out it waits for nobody.
        late.giveBack(MB);
        assertFalse(waits(second));
        CompletableFuture<Void> third = take(late, 10);
        assertTrue(waits(third));
        others.getFirst().giveBack(QUARTER);
        assertFalse(waits(third));
    }

    @Test
    void whatIsGivenBackIsRoomForAllWhoWaitAndFit() throws Exception {
        List<Share> others = allOfIt();
        List<CompletableFuture<Void>> waiting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Share late = budget.share(true);
            late.take(0);
            waiting.add(take(late, QUARTER / 3));
        }
        for (CompletableFuture<Void> one : waiting) {
            assertTrue(waits(one));
        }
        others.getFirst().giveBack(QUARTER);
        for (CompletableFuture<Void> one : waiting) {
            assertFalse(waits(one));
        }
    }

    @Test
    void anInterruptedReaderLeavesNothingBehind() throws Exception {
        List<Share> others = allOfIt();
        Share late = budget.share(true);
        late.take(10);
        Thread reader =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                late.take(10);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        while (reader.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        reader.interrupt();
        reader.join();
        others.getFirst().giveBack(QUARTER);
        assertFalse(waits(take(late, QUARTER - 10)));
    }
}
