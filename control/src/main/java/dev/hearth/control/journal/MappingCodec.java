package dev.hearth.control.journal;

import dev.hearth.api.function.FunctionId;
import dev.hearth.control.catalogue.Mapping;
import dev.hearth.control.catalogue.MappingSettings;
import dev.hearth.control.catalogue.MappingState;
import dev.hearth.control.catalogue.UnknownFields;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import tools.jackson.databind.node.ObjectNode;

/** Event source mappings as JSON. */
final class MappingCodec {
    private static final String TYPE = "event-source-mapping";

    private MappingCodec() {}

    static byte[] encode(Mapping mapping) {
        ObjectNode json = Envelope.object(mapping.unknown().json());
        Fields to = Envelope.begin(json, TYPE);
        to.put("uuid", mapping.uuid());
        to.put("eventSourceArn", mapping.eventSourceArn());
        write(mapping.settings(), to.within("settings"));
        to.put("state", mapping.state().wireName());
        to.put("generation", mapping.generation());
        to.put("lastModifiedMillis", mapping.lastModified().toEpochMilli());
        to.putMap("tags", mapping.tags());
        return Envelope.bytes(json);
    }

    static Mapping decode(byte[] record) {
        Fields from = Envelope.open(Envelope.text(record), TYPE);
        Mapping known = mapping(from, UnknownFields.NONE);
        boolean nothingUnknown = Envelope.object(encode(known)).equals(Envelope.object(record));
        return nothingUnknown ? known : mapping(from, new UnknownFields(Envelope.text(record)));
    }

    private static Mapping mapping(Fields from, UnknownFields unknown) {
        return new Mapping(
                from.text("uuid"),
                from.text("eventSourceArn"),
                readSettings(from.object("settings")),
                state(from.text("state")),
                from.longNumber("generation"),
                Instant.ofEpochMilli(from.longNumber("lastModifiedMillis")),
                from.map("tags"),
                unknown);
    }

    private static void write(MappingSettings settings, Fields to) {
        to.put("account", settings.function().account());
        to.put("region", settings.function().region());
        to.put("function", settings.function().name());
        to.putText("qualifier", settings.qualifier());
        to.put("enabled", settings.enabled());
        to.put("batchSize", settings.batchSize());
        to.put("batchingWindowSeconds", settings.batchingWindow().toSeconds());
        to.putNumber("maximumConcurrency", settings.maximumConcurrency());
        to.putTexts("filters", settings.filters());
        to.put("reportsBatchItemFailures", settings.reportsBatchItemFailures());
        to.putOptionalTexts("metrics", settings.metrics());
        to.putText("kmsKey", settings.kmsKey());
    }

    private static MappingSettings readSettings(Fields from) {
        return new MappingSettings(
                new FunctionId(from.text("account"), from.text("region"), from.text("function")),
                from.optionalText("qualifier"),
                from.flag("enabled"),
                from.number("batchSize"),
                Duration.ofSeconds(from.longNumber("batchingWindowSeconds")),
                from.optionalNumber("maximumConcurrency"),
                from.texts("filters"),
                from.flag("reportsBatchItemFailures"),
                from.optionalTexts("metrics"),
                from.optionalText("kmsKey"));
    }

    private static MappingState state(String name) {
        return Arrays.stream(MappingState.values())
                .filter(state -> state.wireName().equals(name))
                .findAny()
                .orElseThrow(() ->
                        new UnreadableRecordException(
                                "The state '" + name + "' is unknown.", null));
    }
}
