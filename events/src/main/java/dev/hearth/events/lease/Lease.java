package dev.hearth.events.lease;

/**
 * A right to be the only one that does something.
 *
 * @param epoch grows each time the lease is taken, by whomever
 */
public record Lease(String key, long epoch) {}
