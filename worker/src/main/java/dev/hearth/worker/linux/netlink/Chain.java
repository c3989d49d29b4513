package dev.hearth.worker.linux.netlink;

import java.util.List;

/**
 * Rules at one point of a packet's way through the kernel.
 *
 * @param otherwise what becomes of packets that no rule decides on
 */
public record Chain(String name, Hook hook, Otherwise otherwise, List<Rule> rules) {
    public Chain {
        rules = List.copyOf(rules);
    }

    /** Where. */
    public enum Hook {
        /** Packets for this namespace itself. */
        INPUT(1, 0, "filter"),
        /** Packets passing through. */
        FORWARD(2, 0, "filter"),
        /** New connections about to leave, whose source may be changed. */
        SOURCE_NAT(4, 100, "nat");

        final int number;
        final int priority;
        final String type;

        Hook(int number, int priority, String type) {
            this.number = number;
            this.priority = priority;
            this.type = type;
        }
    }

    /** The chain's policy. An accepted packet still meets other programs' chains. */
    public enum Otherwise {
        DROP,
        ACCEPT
    }
}
