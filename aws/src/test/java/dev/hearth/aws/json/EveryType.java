package dev.hearth.aws.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.LocationTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;
import software.amazon.awssdk.core.traits.Trait;
import software.amazon.awssdk.utils.builder.Buildable;

/** A shape as the SDK generates them, of the types and places that Lambda's model does not use. */
public final class EveryType implements SdkPojo, Buildable {
    private static final SdkField<?> TEXT =
            field(MarshallingType.STRING, MarshallLocation.PAYLOAD, "Text");

    private static final List<SdkField<?>> FIELDS =
            List.of(
                    field(MarshallingType.FLOAT, MarshallLocation.PAYLOAD, "Float"),
                    field(MarshallingType.SHORT, MarshallLocation.PAYLOAD, "Short"),
                    field(MarshallingType.BYTE, MarshallLocation.PAYLOAD, "Byte"),
                    field(MarshallingType.BIG_DECIMAL, MarshallLocation.PAYLOAD, "BigDecimal"),
                    field(MarshallingType.DOCUMENT, MarshallLocation.PAYLOAD, "Document"),
                    time(MarshallLocation.PAYLOAD, "Iso", Format.ISO_8601),
                    time(MarshallLocation.PAYLOAD, "Http", Format.RFC_822),
                    time(MarshallLocation.PAYLOAD, "Millis", Format.UNIX_TIMESTAMP_MILLIS),
                    field(MarshallingType.INSTANT, MarshallLocation.HEADER, "X-Time"),
                    field(MarshallingType.INTEGER, MarshallLocation.HEADER, "X-Number"),
                    time(MarshallLocation.QUERY_PARAM, "since", Format.UNIX_TIMESTAMP),
                    field(
                            MarshallingType.MAP,
                            MarshallLocation.QUERY_PARAM,
                            "Rest",
                            MapTrait.builder().valueFieldInfo(TEXT).build()),
                    field(
                            MarshallingType.LIST,
                            MarshallLocation.QUERY_PARAM,
                            "flags",
                            ListTrait.builder()
                                    .memberFieldInfo(
                                            field(
                                                    MarshallingType.BOOLEAN,
                                                    MarshallLocation.PAYLOAD,
                                                    "member"))
                                    .build()));

    private final Map<String, Object> values = new HashMap<>();

    public static EveryType builder() {
        return new EveryType();
    }

    Map<String, Object> values() {
        return values;
    }

    @Override
    public List<SdkField<?>> sdkFields() {
        return FIELDS;
    }

    @Override
    public Object build() {
        return this;
    }

    private static SdkField<?> time(MarshallLocation location, String name, Format format) {
        return field(MarshallingType.INSTANT, location, name, TimestampFormatTrait.create(format));
    }

    @SuppressWarnings("unchecked") // What a test puts in, it knows the type of.
    private static <T> SdkField<T> field(
            MarshallingType<? super T> type,
            MarshallLocation location,
            String name,
            Trait... further) {
        List<Trait> traits = new ArrayList<>(List.of(further));
        traits.add(LocationTrait.builder().location(location).locationName(name).build());
        return SdkField.<T>builder(type)
                .memberName(name)
                .getter(each -> (T) ((EveryType) each).values.get(name))
                .setter((each, value) -> ((EveryType) each).values.put(name, value))
                .traits(traits.toArray(Trait[]::new))
                .build();
    }
}
