package dev.hearth.control.journal;

import dev.hearth.api.function.FunctionId;
import dev.hearth.control.catalogue.CatalogueRecord.EventInvokeStored;
import dev.hearth.control.catalogue.EventInvokeConfig;
import dev.hearth.control.catalogue.UnknownFields;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** What is said of a qualifier's events, as JSON. */
final class EventInvokeCodec {
    private static final String TYPE = "event-invoke";

    private EventInvokeCodec() {}

    static byte[] encode(EventInvokeStored stored) {
        EventInvokeConfig config = stored.value();
        ObjectNode json = Envelope.object(config.unknown().json());
        Fields to = Envelope.begin(json, TYPE);
        to.put("account", stored.function().account());
        to.put("region", stored.function().region());
        to.put("name", stored.function().name());
        to.put("qualifier", stored.qualifier());
        to.putNumber("maximumRetryAttempts", config.maximumRetryAttempts());
        to.putNumber("maximumEventAgeSeconds", config.maximumEventAgeSeconds());
        to.putText("onSuccess", config.onSuccess());
        to.putText("onFailure", config.onFailure());
        to.put("lastModifiedMillis", config.lastModified().toEpochMilli());
        return Envelope.bytes(json);
    }

    static EventInvokeStored decode(byte[] record) {
        Fields from = Envelope.open(Envelope.text(record), TYPE);
        EventInvokeStored known = stored(from, UnknownFields.NONE);
        boolean nothingUnknown = Envelope.object(encode(known)).equals(Envelope.object(record));
        return nothingUnknown ? known : stored(from, new UnknownFields(Envelope.text(record)));
    }

    private static EventInvokeStored stored(Fields from, UnknownFields unknown) {
        return new EventInvokeStored(
                new FunctionId(from.text("account"), from.text("region"), from.text("name")),
                from.text("qualifier"),
                new EventInvokeConfig(
                        from.optionalNumber("maximumRetryAttempts"),
                        from.optionalNumber("maximumEventAgeSeconds"),
                        from.optionalText("onSuccess"),
                        from.optionalText("onFailure"),
                        Instant.ofEpochMilli(from.longNumber("lastModifiedMillis")),
                        unknown));
    }
}
