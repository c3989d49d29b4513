package dev.hearth.events.destination;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hearth.api.events.AsyncEvent;
import dev.hearth.api.function.FunctionVersion;
import dev.hearth.api.invoke.Invoked;
import dev.hearth.events.queue.Untold.Condition;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What destinations are sent (Lambda Developer Guide, "Retaining records of asynchronous
 * invocations").
 */
final class InvocationRecord {
    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private InvocationRecord() {}

    /**
     * @param payloads whether request and response go along; without them both are null
     */
    static byte[] of(Ending ending, Instant now, boolean payloads) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            AsyncEvent event = ending.event().event();
            out.writeStartObject();
            out.writeStringProperty("version", "1.0");
            out.writeStringProperty("timestamp", MILLIS.format(now));
            out.writeObjectPropertyStart("requestContext");
            out.writeStringProperty("requestId", event.requestId());
            out.writeStringProperty("functionArn", functionArn(event));
            out.writeStringProperty("condition", ending.condition().wireName());
            out.writeNumberProperty("approximateInvokeCount", ending.event().invokes());
            out.writeEndObject();
            out.writeName("requestPayload");
            json(out, payloads ? Optional.of(event.payload()) : Optional.empty());
            // There is no response to tell of when nothing was asked.
            if (ending.condition() != Condition.ZERO_RESERVED_CONCURRENCY) {
                response(out, ending);
                out.writeName("responsePayload");
                json(out, ending.answer().filter(_ -> payloads).map(Invoked::payload));
            }
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** Always with a qualifier. */
    static String functionArn(AsyncEvent event) {
        return event.function().arn(event.qualifier().orElse(FunctionVersion.LATEST));
    }

    private static void response(JsonGenerator out, Ending ending) {
        out.writeObjectPropertyStart("responseContext");
        out.writeNumberProperty("statusCode", ending.status());
        ending.answer()
                .ifPresent(answer -> {
                    out.writeStringProperty("executedVersion", answer.executedVersion());
                    answer.functionError()
                            .ifPresent(kind -> out.writeStringProperty("functionError", kind));
                });
        out.writeEndObject();
    }

    /** A runtime may answer anything: what is no JSON goes along as a string. */
    private static void json(JsonGenerator out, Optional<byte[]> payload) {
        if (payload.isEmpty()) {
            out.writeNull();
        } else if (wellFormed(payload.get())) {
            out.writeRawValue(new String(payload.get(), UTF_8));
        } else {
            out.writeString(new String(payload.get(), UTF_8));
        }
    }

    private static boolean wellFormed(byte[] bytes) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JacksonException _) {
            return false;
        }
    }
}
