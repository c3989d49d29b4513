package dev.hearth.frontend.invoke;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** An invoke's event: what AWS takes and how it says no. */
final class Payload {
    static final int MAX_BYTES = 6_291_456;

    /** Of an invoke that nobody waits for: 1 MB. */
    static final int MAX_EVENT_BYTES = 1_048_576;

    private static final byte[] EMPTY_OBJECT = {'{', '}'};
    private static final JsonFactory JSON = new JsonFactory();

    private Payload() {}

    /**
     * The event to hand on: the body itself, or {@code {}} for an empty one, which AWS gives
     * runtimes too.
     *
     * @throws ApiException {@code InvalidRequestContentException} when it is no JSON
     */
    static byte[] checked(byte[] body) {
        if (body.length == 0) {
            return EMPTY_OBJECT;
        }
        if (!JsonScan.wellFormed(body)) {
            throw new ApiException(
                    ErrorCode.INVALID_REQUEST_CONTENT,
                    "Could not parse request body into json: Could not parse payload into json: "
                            + trouble(body));
        }
        return body;
    }

    /**
     * As {@link #checked}, with the smaller limit of invokes that nobody waits for.
     *
     * @throws ApiException {@code RequestEntityTooLargeException} when it is larger
     */
    static byte[] checkedEvent(byte[] body) {
        if (body.length > MAX_EVENT_BYTES) {
            throw new ApiException(
                    ErrorCode.REQUEST_ENTITY_TOO_LARGE,
                    "%d byte payload is too large for the Event invocation type (limit %d bytes)"
                            .formatted(body.length, MAX_EVENT_BYTES));
        }
        return checked(body);
    }

    /** What a request that no kind of invoke takes is told, before it is read. */
    static ApiException tooLarge() {
        return new ApiException(
                ErrorCode.REQUEST_ENTITY_TOO_LARGE,
                "Request must be smaller than "
                        + MAX_BYTES
                        + " bytes for the InvokeFunction operation");
    }

    /** What a full parser has to say; only for payloads that the scan has refused. */
    private static String trouble(byte[] body) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            int documents = 0;
            while (parser.nextToken() != null) {
                if (parser.streamReadContext().inRoot()) {
                    documents++;
                }
            }
            return documents == 0
                    ? "No content to map due to end-of-input"
                    : "Content after the end of the document";
        } catch (JacksonException e) {
            var place = e.getLocation();
            return e.getOriginalMessage()
                    + "\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled);"
                    + " line: %d, column: %d]".formatted(place.getLineNr(), place.getColumnNr());
        }
    }
}
