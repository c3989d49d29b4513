package dev.hearth.events.queue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many bytes of events may be out of the queue, that is in memory: so many of each lane, and so
 * many of all functions' own lanes together, whose number has no small bound. A lane that has
 * nothing out may always let one event out, or functions would wait for one another.
 */
final class OutBudget {
    /** Of the heap: for the shared lanes, and as much for all others. */
    private static final int SHARE = 16;

    private static final int MOST_OF_A_LANE = 2 << 20;
    private static final int LEAST_OF_A_LANE = 256 << 10;

    private final int ofALane;
    private final long ofOwnLanes;
    private final Lock ownLock = new ReentrantLock();
    // Both under the lock; those who wait for others, not for their own lane.
    private final Deque<Share> waiting = new ArrayDeque<>();
    private long ownOut;

    OutBudget(long heap) {
        ofALane = Math.clamp(heap / SHARE / Lanes.SHARED, LEAST_OF_A_LANE, MOST_OF_A_LANE);
        ofOwnLanes = heap / SHARE;
    }

    /** For one lane. */
    Share share(boolean ownLane) {
        return ownLane ? new Share(true, ownLock) : new Share(false, new ReentrantLock());
    }

    private void wakeNext() {
        Share next = ownOut < ofOwnLanes ? waiting.peek() : null;
        if (next != null) {
            next.room.signal();
        }
    }

    /** One lane's; only its reader takes. */
    final class Share {
        private final boolean own;
        private final Lock lock;
        private final Condition room;
        private int events;
        private long bytes;

        private Share(boolean own, Lock lock) {
            this.own = own;
            this.lock = lock;
            this.room = lock.newCondition();
        }

        /** Blocks until there is room. */
        void take(int size) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                awaitRoom(size);
                events++;
                bytes += size;
                if (own) {
                    ownOut += size;
                    // What was given back may have been room for several.
                    wakeNext();
                }
            } finally {
                lock.unlock();
            }
        }

        private boolean fits(int size) {
            return events == 0 || (fitsLane(size) && (!own || ownOut + size <= ofOwnLanes));
        }

        private boolean fitsLane(int size) {
            return bytes + size <= ofALane;
        }

        private void awaitRoom(int size) throws InterruptedException {
            while (!fits(size)) {
                boolean forOthers = own && fitsLane(size);
                if (forOthers) {
                    waiting.add(this);
                }
                try {
                    room.await();
                } finally {
                    if (forOthers) {
                        waiting.remove(this);
                    }
                }
            }
        }

        void giveBack(int size) {
            lock.lock();
            try {
                events--;
                bytes -= size;
                room.signal();
                if (own) {
                    ownOut -= size;
                    wakeNext();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
