package dev.hearth.control.journal;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What every record has around its members: it is a JSON object that carries its type and the
 * version of its encoding. The version is raised only when older readers would misread what is
 * written, not when members are added.
 */
final class Envelope {
    static final int VERSION = 1;

    private static final JsonMapper JSON = new JsonMapper();

    private Envelope() {}

    /**
     * @param json what the record was before, so that members nobody here knows stay
     */
    static Fields begin(ObjectNode json, String type) {
        Fields to = new Fields(json);
        to.put("type", type);
        to.put("v", VERSION);
        return to;
    }

    /**
     * @throws UnreadableRecordException for what is no record of this type, or a newer one
     */
    static Fields open(String text, String type) {
        Fields from = new Fields(object(text));
        if (!from.text("type").equals(type) || from.number("v") > VERSION) {
            throw new UnreadableRecordException(
                    "A record of type '%s', version %d, is newer than this Hearth."
                            .formatted(from.text("type"), from.number("v")),
                    null);
        }
        return from;
    }

    static byte[] bytes(ObjectNode json) {
        return JSON.writeValueAsBytes(json);
    }

    static String text(byte[] record) {
        return new String(record, StandardCharsets.UTF_8);
    }

    static ObjectNode object(byte[] record) {
        return object(text(record));
    }

    static ObjectNode object(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            if (json instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new UnreadableRecordException("A record is no JSON.", e);
        }
        throw new UnreadableRecordException("A record is no JSON object.", null);
    }
}
