package dev.hearth.aws.json;

import dev.hearth.aws.WireRequest;
import dev.hearth.aws.shape.Shape;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Members that travel as text: path labels, query parameters, headers. */
final class Parameters {
    private Parameters() {}

    static void read(WireRequest from, SdkPojo builder) {
        Shape shape = Shape.of(builder);
        for (SdkField<?> field : shape.otherMembers()) {
            Object value = value(field, from, shape);
            if (value != null) {
                field.set(builder, value);
            }
        }
    }

    private static @Nullable Object value(SdkField<?> field, WireRequest from, Shape shape) {
        String name = field.locationName();
        return switch (field.location()) {
            case PATH, GREEDY_PATH -> scalar(field, from.path().get(name));
            case HEADER -> scalar(field, from.headers().get(name.toLowerCase(Locale.ROOT)));
            case QUERY_PARAM -> query(field, from.query(), shape);
            case STATUS_CODE, PAYLOAD -> null;
        };
    }

    private static @Nullable Object query(
            SdkField<?> field, Map<String, List<String>> query, Shape shape) {
        if (field.marshallingType().getKnownType() == MarshallingKnownType.MAP) {
            return unclaimed(field, query, shape);
        }
        List<String> texts = query.get(field.locationName());
        if (texts == null || texts.isEmpty()) {
            return null;
        }
        return values(field, texts);
    }

    private static @Nullable Object values(SdkField<?> field, List<String> texts) {
        if (field.marshallingType().getKnownType() != MarshallingKnownType.LIST) {
            return scalar(field, texts.getFirst());
        }
        SdkField<?> element = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
        return texts.stream().map(text -> scalar(element, text)).toList();
    }

    /** A map in the query is every parameter that no other member of the shape has taken. */
    private static @Nullable Object unclaimed(
            SdkField<?> map, Map<String, List<String>> query, Shape shape) {
        SdkField<?> element = map.getRequiredTrait(MapTrait.class).valueFieldInfo();
        Set<String> claimed =
                shape.otherMembers().stream()
                        .filter(f -> f != map && f.location() == MarshallLocation.QUERY_PARAM)
                        .map(SdkField::locationName)
                        .collect(Collectors.toSet());
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        query.forEach((name, texts) -> {
            if (!claimed.contains(name)) {
                values.put(name, values(element, texts));
            }
        });
        return values.isEmpty() ? null : values;
    }

    private static @Nullable Object scalar(SdkField<?> field, @Nullable String text) {
        if (text == null) {
            return null;
        }
        MarshallingKnownType wanted = field.marshallingType().getKnownType();
        try {
            return switch (wanted) {
                case STRING -> text;
                case BOOLEAN -> bool(text);
                case INTEGER -> Integer.valueOf(text);
                case LONG -> Long.valueOf(text);
                case SHORT -> Short.valueOf(text);
                case BYTE -> Byte.valueOf(text);
                case FLOAT -> Float.valueOf(text);
                case DOUBLE -> Double.valueOf(text);
                case BIG_DECIMAL -> new BigDecimal(text);
                case INSTANT -> Timestamps.fromText(Timestamps.format(field), text);
                default ->
                        throw new IllegalStateException(
                                field.memberName() + " cannot travel as text");
            };
        } catch (NumberFormatException | DateTimeException _) {
            throw Mismatch.ofText(wanted);
        }
    }

    private static boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Mismatch.ofText(MarshallingKnownType.BOOLEAN);
        };
    }

    /** A header's value as text. */
    static String text(SdkField<?> field, Object value) {
        return value instanceof Instant instant
                ? Timestamps.toText(Timestamps.format(field), instant)
                : value.toString();
    }
}
