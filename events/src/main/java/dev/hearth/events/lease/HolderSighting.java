package dev.hearth.events.lease;

/**
 * A process's last sign of life.
 *
 * @param instance of its record: one that is removed and made anew counts its versions from zero
 * @param version of its record; each sign makes a new one
 * @param firstSeenNanos when this version was seen first, by the clock of the one who saw it:
 *     clocks are never compared across processes
 */
record HolderSighting(String name, String instance, int version, long firstSeenNanos) {
    boolean sameSign(HolderSighting other) {
        return instance.equals(other.instance) && version == other.version;
    }
}
