package dev.hearth.events.queue;

import java.util.concurrent.Semaphore;

/**
 * How many bytes of events may be out of the queue, that is in memory: so many of each lane, and so
 * many of all functions' own lanes together, whose number has no small bound. One event of each
 * lane is always let out, or functions would wait for one another.
 */
final class OutBudget {
    /** Of the heap: for the shared lanes, and as much for all others. */
    private static final int SHARE = 16;

    private static final int MOST_OF_A_LANE = 2 << 20;
    private static final int LEAST_OF_A_LANE = 256 << 10;

    private final int ofALane;
    private final int ofOwnLanes;
    private final Semaphore own;

    OutBudget(long heap) {
        ofALane = Math.clamp(heap / SHARE / Lanes.SHARED, LEAST_OF_A_LANE, MOST_OF_A_LANE);
        ofOwnLanes = (int) Math.min(heap / SHARE, Integer.MAX_VALUE);
        own = new Semaphore(ofOwnLanes);
    }

    /** For one lane. */
    Share share(boolean ownLane) {
        return new Share(ownLane);
    }

    /** One lane's. Taken by its reader alone. */
    final class Share {
        private final boolean ownLane;
        private final Semaphore bytes = new Semaphore(ofALane);

        private Share(boolean ownLane) {
            this.ownLane = ownLane;
        }

        /**
         * Blocks until there is room.
         *
         * @param first whether nothing else of the lane is out
         */
        Taken take(int size, boolean first) throws InterruptedException {
            int ofLane = Math.min(size, ofALane);
            bytes.acquire(ofLane);
            int ofAll = ownLane && !first ? Math.min(size, ofOwnLanes) : 0;
            try {
                own.acquire(ofAll);
            } catch (InterruptedException e) {
                bytes.release(ofLane);
                throw e;
            }
            return new Taken(ofLane, ofAll);
        }

        void giveBack(Taken taken) {
            bytes.release(taken.ofLane());
            own.release(taken.ofAll());
        }
    }

    record Taken(int ofLane, int ofAll) {}
}
