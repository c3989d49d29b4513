package dev.hearth.events.broker;

import java.nio.ByteBuffer;

/**
 * Tells a gap that a crash may leave from damage. Records are written in order, many at once, and
 * then synced. When the power fails before that, some sectors of the last write may be on the disk
 * and others not: those hold what was there before. So bytes of one sector are either all of the
 * write or all from before. A byte that is wrong between right ones was changed later.
 */
final class GapOrigin {
    /** The least a disk writes at once. */
    static final int SECTOR = 512;

    private final RecordFrames frames;
    private final ByteBuffer bytes;
    private final boolean zeroBefore;

    /**
     * @param zeroBefore whether the file held zeros before its present use
     */
    GapOrigin(RecordFrames frames, ByteBuffer bytes, boolean zeroBefore) {
        this.frames = frames;
        this.bytes = bytes;
        this.zeroBefore = zeroBefore;
    }

    /** Whether no crash can have left this gap. In doubt, one can. */
    boolean isDamage(int from, int to) {
        return frontIsChanged(from, to)
                || endIsChanged(from, to)
                || (zeroBefore && !holdsUnwrittenSector(from, to));
    }

    private boolean frontIsChanged(int from, int to) {
        byte type = bytes.get(from);
        boolean known = RecordFrames.isType(type);
        if (!known) {
            return frames.isOfThisUse(from) && sameSector(from, from + Integer.BYTES);
        }
        boolean endFits = bytes.getInt(to - Integer.BYTES) == to - from;
        return endFits
                && sameSector(from, from + RecordFrames.frontOf(type) - 1)
                && (frames.isOfThisUse(from) || frames.promisedAt(from) == to - from);
    }

    private boolean endIsChanged(int from, int to) {
        return frames.isOfThisUse(from)
                && frames.promisedAt(from) == to - from
                && sameSector(to - Integer.BYTES, to);
    }

    private boolean holdsUnwrittenSector(int from, int to) {
        int at = from;
        while (at < to) {
            int end = (at / SECTOR + 1) * SECTOR;
            if (end <= to && isZero(at, end)) {
                return true;
            }
            at = end;
        }
        return false;
    }

    private boolean isZero(int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes.get(at) != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameSector(int one, int other) {
        return one / SECTOR == other / SECTOR;
    }
}
