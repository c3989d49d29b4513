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

    /** The environment variable by which a function asks for less than the worker allows. */
    public static final String VARIABLE = "HEARTH_NETWORK";

    /** Group of the slot's link in the router, which the packet filter looks at. */
    final int group;

    NetworkPolicy(int group) {
        this.group = group;
    }

    /**
     * As users write it: {@code none}, {@code private} or {@code internet}.
     *
     * @throws IllegalArgumentException naming the choices
     */
    public static NetworkPolicy named(String name) {
        return switch (name) {
            case "none" -> NONE;
            case "private" -> PRIVATE;
            case "internet" -> INTERNET;
            default ->
                    throw new IllegalArgumentException(
                            "the network is none, private or internet, not " + name);
        };
    }
}
