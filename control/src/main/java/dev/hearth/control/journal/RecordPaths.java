package dev.hearth.control.journal;

import dev.hearth.api.function.FunctionId;
import java.util.List;

/**
 * Where records are kept. Paths begin with a cell, as one ensemble holds one cell's functions;
 * children are spread over buckets, as a node's children are listed at once.
 */
final class RecordPaths {
    static final String ROOT = "/cell-0/control";
    static final String EPOCH = ROOT + "/epoch";
    static final String FUNCTIONS = ROOT + "/functions";

    private static final int BUCKETS = 64;

    private RecordPaths() {}

    static List<String> folders() {
        return List.of(FUNCTIONS);
    }

    static String bucket(FunctionId id) {
        return FUNCTIONS + "/%02x".formatted(Math.floorMod(id.name().hashCode(), BUCKETS));
    }

    static String function(FunctionId id) {
        return bucket(id) + "/" + id.account() + ":" + id.region() + ":" + id.name();
    }

    /** Versions are below their function, so that none is left without one. */
    static String version(FunctionId id, int number) {
        return function(id) + "/" + number;
    }
}
