package dev.hearth.events.lease;

import java.time.Duration;

/**
 * @param life how long a process counts as alive after its last sign of life; what a crash costs
 * @param beat how often it gives one
 * @param margin how long before the end of its life it stops by itself
 */
public record LeaseTiming(Duration life, Duration beat, Duration margin) {
    public static final LeaseTiming DEFAULT =
            new LeaseTiming(Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofSeconds(2));

    public LeaseTiming {
        if (beat.plus(margin).compareTo(life) >= 0) {
            throw new IllegalArgumentException("A life must be longer than a beat and the margin.");
        }
    }

    /** For how long after a sign of life was sent its sender may act on its leases. */
    Duration validity() {
        return life.minus(margin);
    }
}
