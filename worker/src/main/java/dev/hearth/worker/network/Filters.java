package dev.hearth.worker.network;

import dev.hearth.worker.linux.netlink.Chain;
import dev.hearth.worker.linux.netlink.Chain.Hook;
import dev.hearth.worker.linux.netlink.Chain.Otherwise;
import dev.hearth.worker.linux.netlink.Prefix;
import dev.hearth.worker.linux.netlink.Rule;
import java.util.ArrayList;
import java.util.List;

/**
 * The packet filters: in the router, who may reach what, without a memory of connections; on the
 * host, address translation, and what keeps the way between the host and the router one-way.
 */
final class Filters {
    /** Here clouds serve their machines' credentials. */
    static final Prefix LINK_LOCAL = Prefix.parse("169.254.0.0/16");

    static final List<Prefix> PRIVATE_NETWORKS =
            List.of(
                    Prefix.parse("10.0.0.0/8"),
                    Prefix.parse("172.16.0.0/12"),
                    Prefix.parse("192.168.0.0/16"),
                    Prefix.parse("100.64.0.0/10"));

    static final int DNS = 53;

    private static final String LOOPBACK = "lo";

    private Filters() {}

    static List<Chain> router(Subnet subnet) {
        Prefix gateway = Prefix.host(subnet.gateway());
        return List.of(
                new Chain("forward", Hook.FORWARD, Otherwise.DROP, forward(subnet)),
                new Chain(
                        "input",
                        Hook.INPUT,
                        Otherwise.DROP,
                        List.of(
                                Rule.any().from(Router.UPLINK).drop(),
                                Rule.any().fromGroup(NetworkPolicy.NONE.group).reject(),
                                Rule.any().destination(gateway).port(Rule.UDP, DNS).accept(),
                                Rule.any().destination(gateway).port(Rule.TCP, DNS).accept(),
                                Rule.any().reject())));
    }

    private static List<Rule> forward(Subnet subnet) {
        List<Rule> rules = new ArrayList<>();
        // Answers only: the host has looked at them.
        rules.add(Rule.any().from(Router.UPLINK).accept());
        rules.add(Rule.any().notTo(Router.UPLINK).reject());
        rules.add(Rule.any().destination(LINK_LOCAL).reject());
        rules.add(Rule.any().fromGroup(NetworkPolicy.INTERNET.group).accept());
        List<Prefix> open = new ArrayList<>(PRIVATE_NETWORKS);
        open.add(Prefix.host(subnet.host()));
        open.forEach(block ->
                rules.add(
                        Rule.any()
                                .fromGroup(NetworkPolicy.PRIVATE.group)
                                .destination(block)
                                .accept()));
        rules.add(Rule.any().reject());
        return rules;
    }

    /**
     * @param link the host's, towards the router
     * @param guard whether nothing but the sandboxes' packets may pass through the host: it passed
     *     none on before
     */
    static List<Chain> host(String link, Subnet subnet, boolean guard) {
        Prefix host = Prefix.host(subnet.host());
        return List.of(
                new Chain(
                        "input",
                        Hook.INPUT,
                        Otherwise.ACCEPT,
                        List.of(
                                Rule.any().from(link).notDestination(host).reject(),
                                // The address is for sandboxes; the host itself comes through lo.
                                Rule.any()
                                        .notFrom(link)
                                        .notFrom(LOOPBACK)
                                        .destination(host)
                                        .drop())),
                new Chain(
                        "forward",
                        Hook.FORWARD,
                        guard ? Otherwise.DROP : Otherwise.ACCEPT,
                        List.of(
                                Rule.any().from(link).to(link).drop(),
                                Rule.any().from(link).accept(),
                                Rule.any().to(link).established().accept(),
                                Rule.any().to(link).drop())),
                new Chain(
                        "postrouting",
                        Hook.SOURCE_NAT,
                        Otherwise.ACCEPT,
                        List.of(Rule.any().source(subnet.block()).notTo(link).masquerade())));
    }
}
