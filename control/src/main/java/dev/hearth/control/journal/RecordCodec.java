package dev.hearth.control.journal;

import dev.hearth.api.function.FunctionId;
import dev.hearth.control.catalogue.Function;
import dev.hearth.control.catalogue.Phase;
import dev.hearth.control.catalogue.PublishedVersion;
import dev.hearth.control.catalogue.UnknownFields;
import tools.jackson.databind.node.ObjectNode;

/** Functions and versions as JSON. */
final class RecordCodec {
    private static final String FUNCTION = "function";
    private static final String PUBLISHED = "version";

    private RecordCodec() {}

    static byte[] encode(Function function) {
        ObjectNode json = Envelope.object(function.unknown().json());
        Fields to = Envelope.begin(json, FUNCTION);
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
        if (function.recursionAllowed()) {
            to.put("recursionAllowed", true);
        } else {
            to.remove("recursionAllowed");
        }
        return Envelope.bytes(json);
    }

    static Function decodeFunction(byte[] record) {
        String text = Envelope.text(record);
        Fields from = Envelope.open(text, FUNCTION);
        Function known = function(from, UnknownFields.NONE);
        boolean nothingUnknown = Envelope.object(encode(known)).equals(Envelope.object(record));
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
                from.has("recursionAllowed") && from.flag("recursionAllowed"),
                unknown);
    }

    static byte[] encode(PublishedVersion version) {
        ObjectNode json = Envelope.object("{}");
        Fields to = Envelope.begin(json, PUBLISHED);
        to.put("number", version.number());
        SettingsCodec.write(version.revision(), to.within("revision"));
        return Envelope.bytes(json);
    }

    static PublishedVersion decodeVersion(byte[] record) {
        Fields from = Envelope.open(Envelope.text(record), PUBLISHED);
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
}
