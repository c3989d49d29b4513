package dev.hearth.events.broker;

/**
 * How full a broker's disk is. One that has been given no limit, or is just starting, does not look
 * at its disk, and says 0.
 *
 * @param used share of the disk, 0 to 1
 * @param limit the share above which the broker wants no more, 0 to 1
 */
public record DiskUse(double used, double limit) {
    /** Whatever it has been given, a broker is not to fill its disk. */
    private static final double HIGHEST_LIMIT = 0.98;

    /**
     * @param percent as the broker's {@code max-disk-usage}: -1 for none
     */
    static DiskUse of(double used, int percent) {
        double limit = percent < 0 ? HIGHEST_LIMIT : percent / 100.0;
        return new DiskUse(used, Math.min(limit, HIGHEST_LIMIT));
    }

    /** Share of the disk that may still be used; below 0 when it is over its limit. */
    public double left() {
        return limit - used;
    }
}
