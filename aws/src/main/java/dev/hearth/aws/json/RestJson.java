package dev.hearth.aws.json;

import dev.hearth.aws.WireAnswer;
import dev.hearth.aws.WireRequest;
import dev.hearth.aws.shape.ServiceModel;
import dev.hearth.aws.shape.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;

/** Requests in, answers out, for any operation of a service that speaks restJson1. */
public final class RestJson {
    private static final int NO_CONTENT = 204;
    private static final byte[] NOTHING = {};

    private RestJson() {}

    /**
     * Reads a request into its SDK class.
     *
     * @throws dev.hearth.api.error.ApiException {@code SerializationException} when the body is no
     *     JSON object, or a member is not of the model's type
     */
    public static <T extends SdkPojo> T read(Class<T> type, WireRequest from) {
        SdkPojo builder = ServiceModel.builder(type);
        Parameters.read(from, builder);
        body(from.body(), builder);
        return type.cast(Shape.build(builder));
    }

    /**
     * Writes a response.
     *
     * @param status the operation's success status, unless the response carries its own
     */
    public static WireAnswer write(SdkPojo response, int status) {
        int actual = status;
        Map<String, String> headers = new LinkedHashMap<>();
        for (SdkField<?> field : Shape.of(response).otherMembers()) {
            Object value = field.getValueOrDefault(response);
            if (value instanceof Integer code && field.location() == MarshallLocation.STATUS_CODE) {
                actual = code;
            } else if (value != null && field.location() == MarshallLocation.HEADER) {
                headers.put(field.locationName(), Parameters.text(field, value));
            }
        }
        byte[] body = actual == NO_CONTENT ? NOTHING : body(response, headers);
        return new WireAnswer(actual, headers, body);
    }

    private static void body(byte[] body, SdkPojo builder) {
        Shape shape = Shape.of(builder);
        if (shape.payload().isEmpty()) {
            if (!shape.bodyMembers().isEmpty()) {
                DocumentReader.read(body, builder);
            }
            return;
        }
        SdkField<?> payload = shape.payload().get();
        if (body.length == 0) {
            return;
        }
        switch (payload.marshallingType().getKnownType()) {
            case SDK_BYTES -> payload.set(builder, SdkBytes.fromByteArrayUnsafe(body));
            case SDK_POJO -> {
                SdkPojo nested = payload.constructor().get();
                DocumentReader.read(body, nested);
                payload.set(builder, Shape.build(nested));
            }
            default -> throw new IllegalStateException("no body for " + payload.memberName());
        }
    }

    private static byte[] body(SdkPojo response, Map<String, String> headers) {
        Optional<SdkField<?>> payload = Shape.of(response).payload();
        Object value = payload.isPresent() ? payload.get().getValueOrDefault(response) : response;
        return switch (value) {
            case null -> NOTHING;
            case SdkBytes bytes -> {
                headers.putIfAbsent("Content-Type", "application/octet-stream");
                yield bytes.asByteArrayUnsafe();
            }
            case SdkPojo pojo -> {
                headers.put("Content-Type", "application/json");
                yield DocumentWriter.write(pojo);
            }
            default -> throw new IllegalStateException("no body for " + value.getClass());
        };
    }
}
