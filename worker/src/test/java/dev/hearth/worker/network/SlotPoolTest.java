package dev.hearth.worker.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class SlotPoolTest {
    private final Queue<NetworkSlot> made = new ConcurrentLinkedQueue<>();

    private NetworkSlot make() throws IOException {
        NetworkSlot slot = LoopbackSlots.make();
        made.add(slot);
        return slot;
    }

    private static boolean isOpen(NetworkSlot slot) {
        return slot.runtimeApi().isOpen();
    }

    @Test
    void everyTakerGetsASlotOfItsOwn() throws Exception {
        try (SlotPool pool = new SlotPool("test", 2, this::make);
                ExecutorService takers = Executors.newVirtualThreadPerTaskExecutor()) {
            pool.start();
            List<Callable<NetworkSlot>> tasks = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                tasks.add(pool::take);
            }
            Set<NetworkSlot> taken = ConcurrentHashMap.newKeySet();
            for (Future<NetworkSlot> each : takers.invokeAll(tasks)) {
                taken.add(each.get());
            }
            assertEquals(50, taken.size());
            taken.forEach(NetworkSlot::close);
        }
    }

    @Test
    void noMoreAreMadeThanAskedFor() throws Exception {
        try (SlotPool pool = new SlotPool("test", 3, this::make)) {
            pool.start();
            pool.take().close();
            awaitReady(pool, 3);
            assertEquals(4, made.size());
        }
    }

    /** Both makers make one for who waits, and may count both as ready before one is taken. */
    @RepeatedTest(100)
    void whatSomebodyHasWaitedForIsReplaced() throws Exception {
        try (SlotPool pool = new SlotPool("test", 2, this::make)) {
            pool.start();
            pool.take().close();
            awaitReady(pool, 2);
        }
    }

    @Test
    void closingClosesWhatIsReadyAndRefusesTheRest() throws Exception {
        SlotPool pool = new SlotPool("test", 3, this::make);
        pool.start();
        NetworkSlot taken = pool.take();
        awaitReady(pool, 3);
        pool.close();
        assertTrue(isOpen(taken));
        taken.close();
        made.forEach(slot -> assertFalse(isOpen(slot)));
        assertThrows(IOException.class, pool::take);
    }

    @Test
    void whoWaitsWhenItClosesIsRefused() throws Exception {
        CountDownLatch making = new CountDownLatch(SlotPool.MAKERS);
        CountDownLatch go = new CountDownLatch(1);
        SlotPool pool =
                new SlotPool(
                        "test",
                        0,
                        () -> {
                            making.countDown();
                            awaitQuietly(go);
                            return make();
                        });
        try (ExecutorService takers = Executors.newVirtualThreadPerTaskExecutor()) {
            pool.start();
            Future<NetworkSlot> one = takers.submit(pool::take);
            Future<NetworkSlot> other = takers.submit(pool::take);
            assertTrue(making.await(10, TimeUnit.SECONDS));
            Future<?> closing = takers.submit(pool::close);
            assertThrows(Exception.class, one::get);
            assertThrows(Exception.class, other::get);
            go.countDown();
            closing.get();
        }
        made.forEach(slot -> assertFalse(isOpen(slot)));
    }

    private static void awaitQuietly(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void whoWaitsIsToldWhyThereIsNone() throws Exception {
        IOException reason = new IOException("out of namespaces");
        try (SlotPool pool =
                new SlotPool(
                        "test",
                        0,
                        () -> {
                            throw reason;
                        })) {
            pool.start();
            assertEquals(reason, assertThrows(IOException.class, pool::take).getCause());
        }
    }

    @Test
    void afterAFailureSlotsAreMadeAgain() throws Exception {
        Queue<IOException> failures = new ConcurrentLinkedQueue<>(List.of(new IOException("once")));
        try (SlotPool pool =
                new SlotPool(
                        "test",
                        1,
                        () -> {
                            IOException failure = failures.poll();
                            if (failure != null) {
                                throw failure;
                            }
                            return make();
                        })) {
            pool.start();
            awaitReady(pool, 1);
        }
    }

    private static void awaitReady(SlotPool pool, int count) throws InterruptedException {
        for (int i = 0; i < 1000 && pool.ready() < count; i++) {
            Thread.sleep(10);
        }
        assertEquals(count, pool.ready());
    }
}
