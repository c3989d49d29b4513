package dev.hearth.foundation.time;

import java.time.Instant;

/** Time, as a seam: simulated in tests. */
public interface Clock {
    /** Wall-clock time, to the millisecond or finer. */
    Instant now();

    /** Nanoseconds that only grow; compare differences, never values of two clocks. */
    long nanos();

    static Clock system() {
        return SystemClock.INSTANCE;
    }
}
