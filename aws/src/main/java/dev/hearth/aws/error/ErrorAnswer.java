package dev.hearth.aws.error;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.aws.WireAnswer;
import java.io.ByteArrayOutputStream;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Turns a failure into the answer AWS would give. */
public final class ErrorAnswer {
    /** Members that the model sends as a header instead of in the body. */
    private static final Map<String, String> HEADERS = Map.of("retryAfterSeconds", "Retry-After");

    /** AWS answers these ahead of the service, with the words alone. */
    private static final Set<ErrorCode> WITHOUT_TYPE =
            EnumSet.of(
                    ErrorCode.SERIALIZATION,
                    ErrorCode.VALIDATION,
                    ErrorCode.ACCESS_DENIED,
                    ErrorCode.EXPIRED_TOKEN,
                    ErrorCode.INCOMPLETE_SIGNATURE,
                    ErrorCode.INVALID_SIGNATURE,
                    ErrorCode.MISSING_AUTHENTICATION_TOKEN,
                    ErrorCode.UNRECOGNIZED_CLIENT,
                    ErrorCode.UNKNOWN_OPERATION,
                    ErrorCode.REQUEST_ENTITY_TOO_LARGE);

    private static final JsonFactory JSON = new JsonFactory();

    private ErrorAnswer() {}

    /**
     * The answer to a request that failed. What is no {@link ApiException} is a fault of ours: the
     * caller learns the request id to ask about and nothing else. Logging it is left to who calls
     * this.
     */
    public static WireAnswer of(Throwable failure, String requestId) {
        return failure instanceof ApiException known
                ? of(known, requestId)
                : of(
                        new ApiException(
                                ErrorCode.SERVICE,
                                "The service encountered an internal error. Its log has it under request id "
                                        + requestId
                                        + "."),
                        requestId);
    }

    private static WireAnswer of(ApiException error, String requestId) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("x-amzn-RequestId", requestId);
        headers.put("x-amzn-ErrorType", error.code().wireName());
        HEADERS.forEach((member, header) ->
                error.member(member).ifPresent(value -> headers.put(header, value)));
        return new WireAnswer(error.code().status(), headers, body(error));
    }

    private static byte[] body(ApiException error) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            new TreeMap<>(error.members())
                    .forEach((name, value) -> {
                        if (!HEADERS.containsKey(name)) {
                            out.writeStringProperty(name, value);
                        }
                    });
            if (!WITHOUT_TYPE.contains(error.code())) {
                out.writeStringProperty("Type", error.code().blame().wireName());
            }
            out.writeStringProperty(error.code().messageKey(), error.words());
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
