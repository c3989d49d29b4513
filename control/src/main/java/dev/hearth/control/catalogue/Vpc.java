package dev.hearth.control.catalogue;

import java.util.List;

/** Kept and shown as given; functions here have no VPC to run in. */
public record Vpc(List<String> subnets, List<String> securityGroups, boolean ipv6) {
    public static final Vpc NONE = new Vpc(List.of(), List.of(), false);

    public Vpc {
        subnets = List.copyOf(subnets);
        securityGroups = List.copyOf(securityGroups);
    }
}
