package dev.hearth.aws.roundtrip;

import dev.hearth.aws.shape.ServiceModel;
import dev.hearth.aws.shape.Shape;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.DefaultValueTrait;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.PayloadTrait;

/** Makes shapes of random content from a seed: members absent, empty, nested, unicode. */
final class RandomShapes {
    private static final int MAX_DEPTH = 5;
    private static final String[] TEXTS = {
        "",
        " ",
        "a",
        "é",
        "日本語",
        "😀",
        "\"",
        "\\",
        "\n\t\r",
        "\u0000\u001f",
        "\u2028",
        "</script>",
        "%2F+&=?#"
    };

    private final Random random;
    private final double density;

    /**
     * @param density how many of the optional members are set: 0 none, 1 all
     */
    RandomShapes(long seed, double density) {
        this.random = new Random(seed);
        this.density = density;
    }

    <T extends SdkPojo> T make(Class<T> type) {
        SdkPojo builder = ServiceModel.builder(type);
        fill(builder, 0);
        return type.cast(Shape.build(builder));
    }

    private void fill(SdkPojo builder, int depth) {
        for (SdkField<?> field : builder.sdkFields()) {
            if (isNeeded(field) || random.nextDouble() < density) {
                field.set(builder, value(field, depth));
            }
        }
    }

    /**
     * A path has every label, an answer a status; the client makes up an absent token; and no body
     * is the same as an empty one.
     */
    private static boolean isNeeded(SdkField<?> field) {
        return field.location() == MarshallLocation.PATH
                || field.location() == MarshallLocation.STATUS_CODE
                || field.containsTrait(DefaultValueTrait.class)
                || field.containsTrait(PayloadTrait.class);
    }

    private Object value(SdkField<?> field, int depth) {
        return switch (field.location()) {
            case PATH, HEADER -> token(field);
            case STATUS_CODE -> 200 + random.nextInt(4);
            default -> any(field, depth);
        };
    }

    /** Nothing that HTTP itself would drop or refuse. */
    private Object token(SdkField<?> field) {
        MarshallingKnownType type = field.marshallingType().getKnownType();
        if (type == MarshallingKnownType.STRING) {
            return field.location() == MarshallLocation.PATH
                    ? "v" + text()
                    : "v-" + random.nextInt(1000) + "/=";
        }
        return any(field, 0);
    }

    private Object any(SdkField<?> field, int depth) {
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> text();
            case BOOLEAN -> random.nextBoolean();
            case INTEGER -> random.nextInt();
            case LONG -> random.nextLong();
            case DOUBLE ->
                    random.nextBoolean() ? random.nextDouble() : random.nextGaussian() * 1e30;
            case INSTANT ->
                    Instant.ofEpochMilli(random.nextLong(-4_000_000_000_000L, 4_000_000_000_000L));
            case SDK_BYTES -> bytes(field);
            case LIST -> list(field, depth);
            case MAP -> map(field, depth);
            case SDK_POJO -> structure(field, depth);
            default ->
                    throw new IllegalStateException(
                            "not met in this service: " + field.marshallingType());
        };
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(TEXTS[random.nextInt(TEXTS.length)]);
        }
        return text.toString();
    }

    private SdkBytes bytes(SdkField<?> field) {
        int least = field.containsTrait(PayloadTrait.class) ? 1 : 0;
        byte[] bytes = new byte[least + random.nextInt(50)];
        random.nextBytes(bytes);
        return SdkBytes.fromByteArray(bytes);
    }

    /** An empty list cannot be told from none in a query. */
    private List<Object> list(SdkField<?> field, int depth) {
        SdkField<?> element = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
        int least = field.location() == MarshallLocation.QUERY_PARAM ? 1 : 0;
        List<Object> values = new ArrayList<>();
        for (int i = least + random.nextInt(3); i > 0; i--) {
            values.add(any(element, depth + 1));
        }
        return values;
    }

    private Map<String, Object> map(SdkField<?> field, int depth) {
        SdkField<?> element = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            values.put(text(), any(element, depth + 1));
        }
        return values;
    }

    private Object structure(SdkField<?> field, int depth) {
        SdkPojo builder = field.constructor().get();
        if (depth < MAX_DEPTH) {
            fill(builder, depth + 1);
        }
        return Shape.build(builder);
    }
}
