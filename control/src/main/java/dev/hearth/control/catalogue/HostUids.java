package dev.hearth.control.catalogue;

import java.util.BitSet;
import java.util.OptionalInt;

/**
 * Host users for functions, from a range that no distribution gives to people or to services. One
 * that was given back is the last to be given out again, so that no straggler of a deleted function
 * meets a new one.
 */
final class HostUids {
    static final int FIRST = 100_000;
    static final int COUNT = 65_536;

    private final BitSet taken = new BitSet(COUNT);
    private int next;

    /** The one to give out, not yet taken. */
    OptionalInt free() {
        int index = taken.nextClearBit(next);
        if (index >= COUNT) {
            index = taken.nextClearBit(0);
        }
        return index < COUNT ? OptionalInt.of(FIRST + index) : OptionalInt.empty();
    }

    void take(int uid) {
        taken.set(uid - FIRST);
        next = (uid - FIRST + 1) % COUNT;
    }

    void giveBack(int uid) {
        taken.clear(uid - FIRST);
    }
}
