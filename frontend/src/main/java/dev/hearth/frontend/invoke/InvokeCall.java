package dev.hearth.frontend.invoke;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.function.FunctionRef;
import dev.hearth.aws.uri.Query;
import dev.hearth.aws.validate.Violations;
import dev.hearth.foundation.http.HttpRequest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An Invoke request as read from its head; the payload is left alone.
 *
 * @param clientContext decoded JSON
 */
record InvokeCall(
        FunctionRef function, Kind kind, boolean tailLog, Optional<String> clientContext) {
    /** {@code X-Amz-Invocation-Type}. */
    enum Kind {
        REQUEST_RESPONSE("RequestResponse"),
        EVENT("Event"),
        DRY_RUN("DryRun");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }
    }

    private static final List<String> KINDS = List.of("Event", "RequestResponse", "DryRun");
    private static final List<String> LOG_TYPES = List.of("None", "Tail");
    private static final int MAX_CLIENT_CONTEXT_BYTES = 3_583;

    /**
     * @param function decoded, from the path
     * @throws ApiException in AWS's words, when any of it is wrong
     */
    static InvokeCall read(String function, HttpRequest request) {
        Optional<String> kind = request.header("X-Amz-Invocation-Type");
        Optional<String> logType = request.header("X-Amz-Log-Type");
        if (kind.isPresent() || logType.isPresent()) {
            new Violations()
                    .oneOf("invocationType", kind.orElse(null), KINDS)
                    .oneOf("logType", logType.orElse(null), LOG_TYPES)
                    .throwIfAny();
        }
        request.header("x-amzn-RequestId").ifPresent(InvokeCall::requireUuid);
        return new InvokeCall(
                FunctionRef.parse(function, qualifier(request.rawQuery())),
                kind.map(InvokeCall::kind).orElse(Kind.REQUEST_RESPONSE),
                logType.isPresent() && logType.get().equals("Tail"),
                request.header("X-Amz-Client-Context").map(InvokeCall::clientContext));
    }

    private static Optional<String> qualifier(String rawQuery) {
        if (rawQuery.isEmpty()) {
            return Optional.empty();
        }
        List<String> values = Query.parse(rawQuery).getOrDefault("Qualifier", List.of());
        return values.stream().findFirst().filter(value -> !value.isEmpty());
    }

    private static Kind kind(String wireName) {
        for (Kind kind : Kind.values()) {
            if (kind.wireName.equals(wireName)) {
                return kind;
            }
        }
        throw new IllegalStateException("unchecked invocation type " + wireName);
    }

    private static String clientContext(String base64) {
        if (base64.length() > MAX_CLIENT_CONTEXT_BYTES) {
            throw invalid(
                    "Client context must be no more than " + MAX_CLIENT_CONTEXT_BYTES + " bytes.");
        }
        byte[] json;
        try {
            json = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new ApiException(ErrorCode.INVALID_REQUEST_CONTENT, BAD_CLIENT_CONTEXT, e);
        }
        if (!JsonScan.wellFormed(json) || firstByte(json) != '{') {
            throw invalid(BAD_CLIENT_CONTEXT);
        }
        return new String(json, UTF_8);
    }

    private static final String BAD_CLIENT_CONTEXT =
            "Client context must be a valid Base64-encoded JSON object.";

    private static int firstByte(byte[] json) {
        return new String(json, UTF_8).strip().charAt(0);
    }

    /** AWS refuses ids that are none; ours is made here all the same, so that no two can clash. */
    private static void requireUuid(String text) {
        try {
            UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new ApiException(
                    ErrorCode.INVALID_REQUEST_CONTENT, "Request id must be a valid UUID.", e);
        }
    }

    private static ApiException invalid(String words) {
        return new ApiException(ErrorCode.INVALID_REQUEST_CONTENT, words);
    }
}
