package dev.hearth.control.journal;

import dev.hearth.api.function.FunctionId;
import dev.hearth.control.catalogue.CatalogueRecord;
import dev.hearth.control.catalogue.CatalogueRecord.EventInvokeRemoved;
import dev.hearth.control.catalogue.CatalogueRecord.EventInvokeStored;
import dev.hearth.control.catalogue.CatalogueRecord.OfFunction;
import dev.hearth.control.catalogue.CatalogueRecord.OfMapping;
import java.util.List;

/**
 * Where records are kept. Paths begin with a cell, as one ensemble holds one cell's functions;
 * children are spread over buckets, as a node's children are listed at once.
 */
final class RecordPaths {
    static final String ROOT = "/cell-0/control";
    static final String EPOCH = ROOT + "/epoch";
    static final String FUNCTIONS = ROOT + "/functions";
    static final String EVENT_INVOKES = ROOT + "/event-invokes";
    static final String MAPPINGS = ROOT + "/mappings";

    private static final int BUCKETS = 64;

    private RecordPaths() {}

    static List<String> folders() {
        return List.of(FUNCTIONS, EVENT_INVOKES, MAPPINGS);
    }

    /** The bucket that a record, or the record it is below, is in. */
    static String folder(CatalogueRecord record) {
        return switch (record) {
            case EventInvokeStored stored -> EVENT_INVOKES + bucket(stored.function());
            case EventInvokeRemoved removed -> EVENT_INVOKES + bucket(removed.function());
            case OfFunction functions -> FUNCTIONS + bucket(functions.function());
            case OfMapping mappings -> MAPPINGS + bucket(mappings.uuid());
        };
    }

    static String function(FunctionId id) {
        return FUNCTIONS + bucket(id) + "/" + full(id);
    }

    /** Versions are below their function, so that none is left without one. */
    static String version(FunctionId id, int number) {
        return function(id) + "/" + number;
    }

    static String eventInvoke(FunctionId id, String qualifier) {
        return EVENT_INVOKES + bucket(id) + "/" + full(id) + ":" + qualifier;
    }

    static String mapping(String uuid) {
        return MAPPINGS + bucket(uuid) + "/" + uuid;
    }

    private static String bucket(FunctionId id) {
        return bucket(id.name());
    }

    private static String bucket(String name) {
        return "/%02x".formatted(Math.floorMod(name.hashCode(), BUCKETS));
    }

    private static String full(FunctionId id) {
        return id.account() + ":" + id.region() + ":" + id.name();
    }
}
