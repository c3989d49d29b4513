package dev.hearth.assignment;

import java.time.Duration;

/**
 * The limits assignment works within.
 *
 * @param keepAlive how long an environment may stay idle
 * @param settlingGrace how long an invoke waits for an environment that has answered its last one
 *     and is about to be free, before a new one is started for it
 * @param startsPerWindow most new environments of one function in any {@code startWindow}
 * @param startsPerWorker most environments that start at once on one worker; others queue, first
 *     come first served: starting is processor work, and all at once none would be ready
 * @param workerLimit longest that a worker may take to start an environment, Init included, or to
 *     stop one; a start that takes longer is abandoned, and on the room of a stop that does nobody
 *     waits
 * @param maxWaiters most invokes that wait for an environment at once, over all functions
 */
public record AssignmentConfig(
        Duration keepAlive,
        Duration settlingGrace,
        int startsPerWindow,
        Duration startWindow,
        int startsPerWorker,
        Duration workerLimit,
        int maxWaiters) {

    private static final int STARTS_PER_PROCESSOR = 4;

    /** Longer than Init may take (10 s) and than unpacking the largest package does. */
    private static final Duration WORKER_LIMIT = Duration.ofSeconds(40);

    public AssignmentConfig {
        requirePositive("keepAlive", keepAlive);
        requirePositive("startWindow", startWindow);
        requirePositive("workerLimit", workerLimit);
        if (settlingGrace.isNegative()) {
            throw new IllegalArgumentException("settlingGrace is negative: " + settlingGrace);
        }
        if (startsPerWindow < 1 || startsPerWorker < 1 || maxWaiters < 1) {
            throw new IllegalArgumentException(
                    "limits must be at least 1: startsPerWindow %d, startsPerWorker %d, maxWaiters %d"
                            .formatted(startsPerWindow, startsPerWorker, maxWaiters));
        }
    }

    /**
     * The scaling rate is AWS's: 1,000 environments every 10 seconds for each function (Lambda
     * developer guide, "Concurrency scaling rate").
     *
     * @param processors of each worker
     */
    public static AssignmentConfig defaults(int processors) {
        return new AssignmentConfig(
                Duration.ofMinutes(10),
                Duration.ofMillis(5),
                1_000,
                Duration.ofSeconds(10),
                STARTS_PER_PROCESSOR * processors,
                WORKER_LIMIT,
                10_000);
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be longer than nothing: " + duration);
        }
    }
}
