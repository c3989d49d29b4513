package dev.hearth.placement;

import java.time.Duration;

/**
 * @param lease how long a worker's heartbeat is good for; after it the worker takes nothing new
 * @param memoryOvercommit how many times a worker's memory may be promised to environments:
 *     functions rarely use their limit, and each is held to its own
 * @param maxEnvironmentsPerWorker live environments on one worker, whatever their memory
 */
public record PlacementConfig(
        Duration lease, double memoryOvercommit, int maxEnvironmentsPerWorker) {
    public static final PlacementConfig DEFAULTS =
            new PlacementConfig(Duration.ofSeconds(15), 4.0, 2_000);

    public PlacementConfig {
        if (lease.isNegative() || lease.isZero()) {
            throw new IllegalArgumentException("lease must be longer than nothing: " + lease);
        }
        if (!(memoryOvercommit >= 1.0)) {
            throw new IllegalArgumentException("memoryOvercommit is under 1: " + memoryOvercommit);
        }
        if (maxEnvironmentsPerWorker < 1) {
            throw new IllegalArgumentException(
                    "maxEnvironmentsPerWorker is under 1: " + maxEnvironmentsPerWorker);
        }
    }

    /** How often a worker should be heard: two beats may be lost before its lease runs out. */
    public Duration heartbeat() {
        return lease.dividedBy(3);
    }
}
