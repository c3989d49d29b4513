package dev.hearth.foundation.time;

import java.time.Duration;

/**
 * Waiting between two looks at what only looking tells: the kernel's doing, another program's. What
 * happens inside this program is told by futures and {@link Timers} instead.
 */
public final class Pause {
    private Pause() {}

    /**
     * Blocks the calling thread.
     *
     * @return false when it was interrupted, which it then still is
     */
    public static boolean of(Duration length) {
        try {
            Thread.sleep(length);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
