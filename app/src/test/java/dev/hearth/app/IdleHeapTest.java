package dev.hearth.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.foundation.testing.SimulatedTime;
import org.junit.jupiter.api.Test;

class IdleHeapTest {
    private static final long MB = 1L << 20;

    private final SimulatedTime time = new SimulatedTime();
    private final FakeHeap heap = new FakeHeap();
    private final IdleHeap idle = new IdleHeap(heap, time);

    @Test
    void collectsOnceAfterABurst() {
        idle.start();
        heap.grow(400 * MB);
        looks(1);
        assertEquals(0, heap.collections, "it was busy a moment ago");
        looks(IdleHeap.QUIET_LOOKS);
        assertEquals(1, heap.collections);
        looks(100);
        assertEquals(1, heap.collections, "there was nothing to gain any more");
    }

    @Test
    void leavesABusyServerAlone() {
        idle.start();
        for (int i = 0; i < 50; i++) {
            heap.grow(IdleHeap.QUIET_BYTES);
            looks(1);
        }
        assertEquals(0, heap.collections);
    }

    @Test
    void leavesASmallHeapAlone() {
        idle.start();
        heap.grow(IdleHeap.WORTHWHILE_BYTES);
        looks(20);
        assertEquals(0, heap.collections);
    }

    @Test
    void stopsWhenClosed() {
        idle.start();
        heap.grow(400 * MB);
        idle.close();
        looks(20);
        assertEquals(0, heap.collections);
        assertEquals(0, time.pending());
    }

    private void looks(int count) {
        time.advance(IdleHeap.LOOK_EVERY.multipliedBy(count));
    }

    private static final class FakeHeap implements IdleHeap.Heap {
        private long used = 20 * MB;
        private long committed = 24 * MB;
        private int collections;

        void grow(long bytes) {
            used += bytes;
            committed += bytes;
        }

        @Override
        public long used() {
            return used;
        }

        @Override
        public long committed() {
            return committed;
        }

        @Override
        public void collect() {
            collections++;
            used = 20 * MB;
            committed = 30 * MB;
        }
    }
}
