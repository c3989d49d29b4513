package dev.hearth.aws.json;

import dev.hearth.aws.shape.Shape;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes a shape's document members as JSON. Absent members are left out, empty ones written. */
final class DocumentWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator out;

    private DocumentWriter(JsonGenerator out) {
        this.out = out;
    }

    static byte[] write(SdkPojo pojo) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            new DocumentWriter(out).structure(pojo);
        }
        return bytes.toByteArray();
    }

    private void structure(SdkPojo pojo) {
        out.writeStartObject();
        for (SdkField<?> field : Shape.of(pojo).bodyMembers()) {
            Object value = field.getValueOrDefault(pojo);
            if (isPresent(value)) {
                out.writeName(field.locationName());
                value(field, value);
            }
        }
        out.writeEndObject();
    }

    /** The SDK gives a collection that was never set as an empty one of a class of its own. */
    private static boolean isPresent(Object value) {
        return value != null
                && !(value instanceof SdkAutoConstructList)
                && !(value instanceof SdkAutoConstructMap);
    }

    private void value(SdkField<?> field, Object value) {
        switch (value) {
            case String text -> out.writeString(text);
            case Boolean truth -> out.writeBoolean(truth);
            case Integer number -> out.writeNumber(number);
            case Long number -> out.writeNumber(number);
            case Short number -> out.writeNumber(number);
            case Byte number -> out.writeNumber(number.shortValue());
            case Float number -> decimal(number, Float.isFinite(number));
            case Double number -> decimal(number, Double.isFinite(number));
            case BigDecimal number -> out.writeNumber(number);
            case Instant instant -> instant(Timestamps.format(field), instant);
            case SdkBytes bytes -> out.writeBinary(bytes.asByteArrayUnsafe());
            case List<?> list -> list(field, list);
            case Map<?, ?> map -> map(field, map);
            case SdkPojo pojo -> structure(pojo);
            case Document document -> Untyped.write(document, out);
            default -> throw new IllegalStateException("no JSON for " + value.getClass());
        }
    }

    private void decimal(Number number, boolean finite) {
        if (finite) {
            out.writeNumber(number.toString());
        } else {
            out.writeString(number.toString());
        }
    }

    private void instant(Format format, Instant value) {
        String text = Timestamps.toText(format, value);
        if (Timestamps.isNumber(format)) {
            out.writeNumber(text);
        } else {
            out.writeString(text);
        }
    }

    private void list(SdkField<?> field, List<?> list) {
        SdkField<?> element = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
        out.writeStartArray();
        list.forEach(each -> value(element, each));
        out.writeEndArray();
    }

    private void map(SdkField<?> field, Map<?, ?> map) {
        SdkField<?> element = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
        out.writeStartObject();
        map.forEach((key, each) -> {
            out.writeName((String) key);
            value(element, each);
        });
        out.writeEndObject();
    }
}
