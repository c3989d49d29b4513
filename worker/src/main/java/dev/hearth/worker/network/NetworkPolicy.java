package dev.hearth.worker.network;

/**
 * What a sandbox may reach, the strictest first. No policy lets it reach another sandbox or
 * 169.254.0.0/16.
 */
public enum NetworkPolicy {
    /** Itself alone: its Runtime API and Hearth's own API, both on its loopback. */
    NONE(0),

    /** The host's address, private networks (RFC 1918, RFC 6598), and names through DNS. */
    PRIVATE(1),

    /** What {@link #PRIVATE} may, and every public address. */
    INTERNET(2);

    /** Group of the slot's link in the router, which the packet filter looks at. */
    final int group;

    NetworkPolicy(int group) {
        this.group = group;
    }
}
