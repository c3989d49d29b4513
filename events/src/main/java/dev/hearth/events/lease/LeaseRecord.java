package dev.hearth.events.lease;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hearth.state.StoredRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is stored of a lease.
 *
 * @param holder a process, by name; empty when it is free
 * @param version of the stored record
 */
record LeaseRecord(String key, String holder, long epoch, int version) {
    static final String FREE = "";

    private static final JsonMapper JSON = new JsonMapper();
    private static final String TYPE = "lease";
    private static final int FORMAT = 1;

    static LeaseRecord read(StoredRecord stored) {
        try {
            JsonNode tree = JSON.readTree(stored.data());
            int format = tree.path("version").asInt(0);
            if (!tree.path("type").asString("").equals(TYPE) || format < 1 || format > FORMAT) {
                throw unreadable(stored, null);
            }
            return new LeaseRecord(
                    stored.name(),
                    tree.path("holder").asString(FREE),
                    tree.path("epoch").asLong(0),
                    stored.version());
        } catch (JacksonException e) {
            throw unreadable(stored, e);
        }
    }

    static byte[] data(String holder, long epoch) {
        ObjectNode tree = JSON.createObjectNode();
        tree.put("type", TYPE).put("version", FORMAT).put("holder", holder).put("epoch", epoch);
        return tree.toString().getBytes(UTF_8);
    }

    private static IllegalStateException unreadable(
            StoredRecord stored, @Nullable Throwable cause) {
        return new IllegalStateException(
                "The record " + stored.path() + " is no lease this version can read.", cause);
    }
}
