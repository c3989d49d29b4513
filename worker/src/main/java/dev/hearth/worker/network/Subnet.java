package dev.hearth.worker.network;

import dev.hearth.worker.linux.netlink.Prefix;
import dev.hearth.worker.linux.netlink.Route;
import java.io.IOException;
import java.util.List;

/**
 * The addresses of one worker's sandboxes: a block of 65,536, whose first 256 are the worker's own.
 */
record Subnet(Prefix block) {
    /** Most slots at once. */
    static final int SLOTS = 65_000;

    private static final int FIRST_SLOT = 256;

    /**
     * Tried in this order. Seldom used by home and office networks, by clouds' default networks or
     * by other container tools; the last two are set aside for benchmarks and reach no one.
     */
    static final List<Prefix> CANDIDATES =
            List.of(
                    Prefix.parse("10.213.0.0/16"),
                    Prefix.parse("10.214.0.0/16"),
                    Prefix.parse("10.87.0.0/16"),
                    Prefix.parse("172.29.0.0/16"),
                    Prefix.parse("198.18.0.0/16"),
                    Prefix.parse("198.19.0.0/16"));

    /**
     * The first candidate that no route of the host touches, the default route aside.
     *
     * @throws IOException naming the candidates when all of them are in use
     */
    static Subnet free(List<Route> routes) throws IOException {
        return CANDIDATES.stream()
                .filter(candidate -> routes.stream().noneMatch(route -> uses(route, candidate)))
                .findFirst()
                .map(Subnet::new)
                .orElseThrow(() ->
                        new IOException(
                                "the host has routes into every block that could be the"
                                        + " sandboxes': "
                                        + CANDIDATES));
    }

    private static boolean uses(Route route, Prefix candidate) {
        // Routes of half the world each are how some VPNs write a default route.
        return route.destination().length() > 1 && route.destination().overlaps(candidate);
    }

    /** The router's, the sandboxes' way out and their name server. */
    int gateway() {
        return block.at(1);
    }

    /** The host's, where its services are reached. */
    int host() {
        return block.at(2);
    }

    int slot(int number) {
        return block.at(FIRST_SLOT + number);
    }
}
