package dev.hearth.events.lease;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hearth.state.StoredRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is stored of a process that holds leases; it is written again with each sign of life. */
final class HolderRecord {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int FORMAT = 1;

    private HolderRecord() {}

    static byte[] data(String instance) {
        ObjectNode tree = JSON.createObjectNode();
        tree.put("type", "leaseHolder").put("version", FORMAT).put("instance", instance);
        return tree.toString().getBytes(UTF_8);
    }

    static HolderSighting sighting(StoredRecord stored, long nowNanos) {
        try {
            String instance = JSON.readTree(stored.data()).path("instance").asString("");
            return new HolderSighting(stored.name(), instance, stored.version(), nowNanos);
        } catch (JacksonException e) {
            throw new IllegalStateException(
                    "The record " + stored.path() + " is none this version can read.", e);
        }
    }
}
