package dev.hearth.worker.network;

import java.io.IOException;
import java.util.BitSet;

/**
 * Numbers for slots. A number given back is given out again as late as possible, so that what
 * strangers still send to its former owner finds nobody. Safe for use by many threads.
 */
final class AddressPool {
    private final BitSet taken = new BitSet();
    private final int size;
    private int next;

    AddressPool(int size) {
        this.size = size;
    }

    /**
     * @throws IOException when every number is taken
     */
    synchronized int take() throws IOException {
        int free = taken.nextClearBit(next);
        if (free >= size) {
            free = taken.nextClearBit(0);
        }
        if (free >= size) {
            throw new IOException("all " + size + " addresses for sandboxes are taken");
        }
        taken.set(free);
        next = free + 1;
        return free;
    }

    synchronized void giveBack(int number) {
        taken.clear(number);
    }

    synchronized int taken() {
        return taken.cardinality();
    }
}
