package dev.hearth.assignment;

import java.util.ArrayDeque;
import java.util.Deque;

/** How many environments one function started within the last window. */
final class StartRate {
    private final int most;
    private final long windowNanos;
    private final Deque<Long> starts = new ArrayDeque<>();

    StartRate(int most, long windowNanos) {
        this.most = most;
        this.windowNanos = windowNanos;
    }

    /** Counts one more start, unless that is one too many. */
    boolean tryStart(long nowNanos) {
        while (!starts.isEmpty() && nowNanos - starts.getFirst() >= windowNanos) {
            starts.removeFirst();
        }
        if (starts.size() >= most) {
            return false;
        }
        starts.addLast(nowNanos);
        return true;
    }
}
