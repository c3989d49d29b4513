package dev.hearth.control.journal;

import dev.hearth.api.function.FunctionId;
import dev.hearth.control.catalogue.Function;
import dev.hearth.control.catalogue.Phase;
import dev.hearth.control.catalogue.PublishedVersion;
import dev.hearth.control.catalogue.UnknownFields;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Functions and versions as JSON. Every record carries its type and the version of its encoding;
 * the version is raised only when older readers would misread what is written, not when members are
 * added.
 */
final class RecordCodec {
    static final int VERSION = 1;

    private static final String FUNCTION = "function";
    private static final String PUBLISHED = "version";
    private static final JsonMapper JSON = new JsonMapper();

    private RecordCodec() {}

    static byte[] encode(Function function) {
        ObjectNode json = object(function.unknown().json());
        Fields to = header(json, FUNCTION);
        to.put("account", function.id().account());
        to.put("region", function.id().region());
        to.put("name", function.id().name());
        to.put("hostUid", function.hostUid());
        SettingsCodec.write(function.latest(), to.within("latest"));
        switch (function.phase()) {
            case Phase.Creating _ -> to.put("phase", "creating");
            case Phase.Settled _ -> to.put("phase", "settled");
            case Phase.Updating _ -> to.put("phase", "updating");
        }
        if (function.phase() instanceof Phase.Updating(var served)) {
            SettingsCodec.write(served, to.within("served"));
        } else {
            to.remove("served");
        }
        to.put("lastVersion", function.lastVersion());
        to.putMap("tags", function.tags());
        to.putNumber("reserved", function.reserved());
        return JSON.writeValueAsBytes(json);
    }

    static Function decodeFunction(byte[] record) {
        String text = new String(record, StandardCharsets.UTF_8);
        Fields from = open(text, FUNCTION);
        Function known = function(from, UnknownFields.NONE);
        boolean nothingUnknown = object(encode(known)).equals(object(record));
        return nothingUnknown ? known : function(from, new UnknownFields(text));
    }

    private static Function function(Fields from, UnknownFields unknown) {
        return new Function(
                new FunctionId(from.text("account"), from.text("region"), from.text("name")),
                from.number("hostUid"),
                SettingsCodec.readRevision(from.object("latest")),
                phase(from),
                from.number("lastVersion"),
                from.map("tags"),
                from.optionalNumber("reserved"),
                unknown);
    }

    static byte[] encode(PublishedVersion version) {
        ObjectNode json = JSON.createObjectNode();
        Fields to = header(json, PUBLISHED);
        to.put("number", version.number());
        SettingsCodec.write(version.revision(), to.within("revision"));
        return JSON.writeValueAsBytes(json);
    }

    static PublishedVersion decodeVersion(byte[] record) {
        Fields from = open(new String(record, StandardCharsets.UTF_8), PUBLISHED);
        return new PublishedVersion(
                from.number("number"), SettingsCodec.readRevision(from.object("revision")));
    }

    private static Phase phase(Fields from) {
        return switch (from.text("phase")) {
            case "creating" -> new Phase.Creating();
            case "settled" -> new Phase.Settled();
            case "updating" ->
                    new Phase.Updating(SettingsCodec.readRevision(from.object("served")));
            default ->
                    throw new UnreadableRecordException(
                            "The phase '" + from.text("phase") + "' is unknown.", null);
        };
    }

    private static Fields header(ObjectNode json, String type) {
        Fields to = new Fields(json);
        to.put("type", type);
        to.put("v", VERSION);
        return to;
    }

    private static Fields open(String text, String type) {
        Fields from = new Fields(object(text));
        if (!from.text("type").equals(type) || from.number("v") > VERSION) {
            throw new UnreadableRecordException(
                    "A record of type '%s', version %d, is newer than this Hearth."
                            .formatted(from.text("type"), from.number("v")),
                    null);
        }
        return from;
    }

    private static ObjectNode object(byte[] utf8) {
        return object(new String(utf8, StandardCharsets.UTF_8));
    }

    private static ObjectNode object(String text) {
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
