package dev.hearth.worker.linux;

/** A share of processors in the kernel's units. */
final class CpuShare {
    /** Short, so that a small share waits for its next turn 20 ms at most. */
    static final long PERIOD_MICROS = 20_000;

    /** The kernel takes no less. */
    private static final long SMALLEST_QUOTA_MICROS = 1_000;

    private static final int SHARES_OF_ONE_CPU = 1_024;
    private static final int SMALLEST_SHARES = 2;
    private static final int LARGEST_SHARES = 262_144;
    private static final int WEIGHT_OF_ONE_CPU = 100;
    private static final int LARGEST_WEIGHT = 10_000;

    private CpuShare() {}

    /**
     * Of all sandboxes together, beside whatever else the host runs: a group of one CPU's shares
     * would weigh as little as one other busy process, however many functions are in it.
     */
    static double ofAllSandboxes() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** Time it may run in each period. */
    static long quotaMicros(double cpus) {
        return Math.max(SMALLEST_QUOTA_MICROS, Math.round(cpus * PERIOD_MICROS));
    }

    /** Its part, beside others, of processors that are all busy: version 1. */
    static long shares(double cpus) {
        return Math.clamp(Math.round(cpus * SHARES_OF_ONE_CPU), SMALLEST_SHARES, LARGEST_SHARES);
    }

    /** The same in version 2. */
    static long weight(double cpus) {
        return Math.clamp(Math.round(cpus * WEIGHT_OF_ONE_CPU), 1, LARGEST_WEIGHT);
    }
}
