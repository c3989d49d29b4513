package dev.hearth.aws.json;

import dev.hearth.aws.shape.Shape;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;
import tools.jackson.core.Base64Variants;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads one JSON document into a shape. Strict about types, as AWS's front door is; members the
 * model does not know are skipped, as it does.
 */
final class DocumentReader {
    /** Deepest nesting of lists and structures. */
    static final int MAX_DEPTH = 100;

    /** Longest number, in characters. */
    static final int MAX_NUMBER_LENGTH = 1000;

    /** Longest member name, in characters. */
    static final int MAX_NAME_LENGTH = 50_000;

    /** Longest text, in characters; blobs may be longer, they are never made into text. */
    static final int MAX_TEXT_LENGTH = 20_000_000;

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MAX_DEPTH)
                                    .maxNumberLength(MAX_NUMBER_LENGTH)
                                    .maxNameLength(MAX_NAME_LENGTH)
                                    .maxStringLength(MAX_TEXT_LENGTH)
                                    .build())
                    .build();

    private final JsonParser in;

    private DocumentReader(JsonParser in) {
        this.in = in;
    }

    /**
     * Fills a builder's members from a document. An empty body is an empty document.
     *
     * @throws dev.hearth.api.error.ApiException {@code SerializationException}
     */
    static void read(byte[] body, SdkPojo builder) {
        try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), body)) {
            JsonToken first = in.nextToken();
            if (first == null) {
                return;
            }
            if (first == JsonToken.START_ARRAY) {
                throw Mismatch.of(first, MarshallingKnownType.SDK_POJO);
            }
            if (first != JsonToken.START_OBJECT) {
                throw Mismatch.ofDocument("the body is no JSON object");
            }
            new DocumentReader(in).members(builder);
            if (in.nextToken() != null) {
                throw Mismatch.ofDocument("something follows the JSON object");
            }
        } catch (StreamConstraintsException _) {
            throw Mismatch.ofDocument(
                    "nested deeper than %d, or a number, name or text longer than %d, %d or %d characters"
                            .formatted(
                                    MAX_DEPTH,
                                    MAX_NUMBER_LENGTH,
                                    MAX_NAME_LENGTH,
                                    MAX_TEXT_LENGTH));
        } catch (JacksonException e) {
            throw Mismatch.ofDocument(e.getOriginalMessage());
        }
    }

    private void members(SdkPojo builder) {
        Shape shape = Shape.of(builder);
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            SdkField<?> field = shape.bodyMember(in.currentName());
            JsonToken token = in.nextToken();
            if (field == null) {
                in.skipChildren();
            } else if (token != JsonToken.VALUE_NULL || isDocument(field)) {
                field.set(builder, value(field));
            }
        }
    }

    private static boolean isDocument(SdkField<?> field) {
        return field.marshallingType().getKnownType() == MarshallingKnownType.DOCUMENT;
    }

    /** The value the parser stands at, which is no null unless the member is a document. */
    private @Nullable Object value(SdkField<?> field) {
        MarshallingKnownType wanted = field.marshallingType().getKnownType();
        return switch (wanted) {
            case STRING -> at(JsonToken.VALUE_STRING, wanted).getString();
            case BOOLEAN -> bool();
            case INTEGER, LONG, SHORT, BYTE -> integer(wanted);
            case FLOAT, DOUBLE, BIG_DECIMAL -> decimal(wanted);
            case INSTANT -> instant(field);
            case SDK_BYTES -> blob();
            case LIST -> list(field);
            case MAP -> map(field);
            case SDK_POJO -> structure(field);
            case DOCUMENT -> Untyped.read(in);
            case NULL -> throw new IllegalStateException(field.memberName() + " has no type");
        };
    }

    private JsonParser at(JsonToken expected, MarshallingKnownType wanted) {
        if (in.currentToken() != expected) {
            throw Mismatch.of(in.currentToken(), wanted);
        }
        return in;
    }

    private boolean bool() {
        return switch (in.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw Mismatch.of(in.currentToken(), MarshallingKnownType.BOOLEAN);
        };
    }

    private Object integer(MarshallingKnownType wanted) {
        at(JsonToken.VALUE_NUMBER_INT, wanted);
        try {
            return switch (wanted) {
                case INTEGER -> (Object) in.getIntValue();
                case SHORT -> in.getShortValue();
                case BYTE -> in.getByteValue();
                default -> in.getLongValue();
            };
        } catch (InputCoercionException _) {
            throw Mismatch.of(JsonToken.VALUE_NUMBER_INT, wanted);
        }
    }

    private Object decimal(MarshallingKnownType wanted) {
        if (wanted != MarshallingKnownType.BIG_DECIMAL
                && in.currentToken() == JsonToken.VALUE_STRING) {
            return notFinite(in.getString(), wanted);
        }
        if (!in.currentToken().isNumeric()) {
            throw Mismatch.of(in.currentToken(), wanted);
        }
        return switch (wanted) {
            case FLOAT -> (Object) (float) finite(in.getFloatValue(), wanted);
            case DOUBLE -> finite(in.getDoubleValue(), wanted);
            default -> in.getDecimalValue();
        };
    }

    /** A number too large for its type reads as infinity. */
    private static double finite(double value, MarshallingKnownType wanted) {
        if (!Double.isFinite(value)) {
            throw Mismatch.of(JsonToken.VALUE_NUMBER_FLOAT, wanted);
        }
        return value;
    }

    /** The three numbers that JSON has no number for, and AWS's protocol writes as strings. */
    private static Object notFinite(String text, MarshallingKnownType wanted) {
        return switch (text) {
            case "NaN", "Infinity", "-Infinity" ->
                    wanted == MarshallingKnownType.FLOAT
                            ? (Object) Float.valueOf(text)
                            : Double.valueOf(text);
            default -> throw Mismatch.ofText(wanted);
        };
    }

    private Object instant(SdkField<?> field) {
        Format format = Timestamps.format(field);
        try {
            if (Timestamps.isNumber(format) && in.currentToken().isNumeric()) {
                return Timestamps.fromNumber(format, in.getDoubleValue());
            }
            if (!Timestamps.isNumber(format) && in.currentToken() == JsonToken.VALUE_STRING) {
                return Timestamps.fromText(format, in.getString());
            }
        } catch (DateTimeException _) {
            throw Mismatch.of(in.currentToken(), MarshallingKnownType.INSTANT);
        }
        throw Mismatch.of(in.currentToken(), MarshallingKnownType.INSTANT);
    }

    /** Decoded straight from the body's bytes: a package may be tens of megabytes. */
    private SdkBytes blob() {
        at(JsonToken.VALUE_STRING, MarshallingKnownType.SDK_BYTES);
        try {
            return SdkBytes.fromByteArrayUnsafe(
                    in.getBinaryValue(Base64Variants.MIME_NO_LINEFEEDS));
        } catch (StreamConstraintsException e) {
            throw e;
        } catch (JacksonException _) {
            throw Mismatch.ofBase64();
        }
    }

    private List<Object> list(SdkField<?> field) {
        at(JsonToken.START_ARRAY, MarshallingKnownType.LIST);
        SdkField<?> element = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
        List<Object> values = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            values.add(element(element));
        }
        return values;
    }

    private Map<String, Object> map(SdkField<?> field) {
        at(JsonToken.START_OBJECT, MarshallingKnownType.MAP);
        SdkField<?> element = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
        Map<String, Object> values = new LinkedHashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String key = in.currentName();
            in.nextToken();
            values.put(key, element(element));
        }
        return values;
    }

    private Object element(SdkField<?> element) {
        Object value =
                in.currentToken() == JsonToken.VALUE_NULL && !isDocument(element)
                        ? null
                        : value(element);
        if (value == null) {
            throw Mismatch.ofNullElement();
        }
        return value;
    }

    private Object structure(SdkField<?> field) {
        at(JsonToken.START_OBJECT, MarshallingKnownType.SDK_POJO);
        SdkPojo builder = field.constructor().get();
        members(builder);
        return Shape.build(builder);
    }
}
