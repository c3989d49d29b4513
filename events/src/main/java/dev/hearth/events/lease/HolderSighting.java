package dev.hearth.events.lease;

/**
 * A process's last sign of life.
 *
 * @param version of its record; each sign makes a new one
 * @param firstSeenNanos when this version was seen first, by the clock of the one who saw it:
 *     clocks are never compared across processes
 */
record HolderSighting(String name, int version, long firstSeenNanos) {}
