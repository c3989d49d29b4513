package dev.hearth.frontend.inspect;

import dev.hearth.api.assignment.EnvironmentView;
import dev.hearth.api.events.EventBacklog;
import dev.hearth.api.events.EventBacklog.Unseen;
import dev.hearth.api.events.FunctionQueue;
import dev.hearth.api.function.FunctionVersion;
import dev.hearth.api.worker.LogLine;
import dev.hearth.api.worker.LogPage;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The answers of Hearth's own paths as JSON objects. */
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    static byte[] logs(LogPage page) {
        return bytes(out -> {
            out.writeArrayPropertyStart("lines");
            for (LogLine line : page.lines()) {
                out.writeStartObject();
                out.writeStringProperty("time", line.time().toString());
                out.writeStringProperty("stream", line.stream());
                out.writeStringProperty("text", line.text());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeStringProperty("cursor", page.cursor());
        });
    }

    static byte[] environments(List<EnvironmentView> environments) {
        return bytes(out -> {
            out.writeArrayPropertyStart("environments");
            for (EnvironmentView environment : environments) {
                FunctionVersion version = environment.key().version();
                out.writeStartObject();
                out.writeStringProperty("id", environment.id().value());
                out.writeStringProperty("worker", environment.worker().value());
                out.writeStringProperty("function", version.function().name());
                out.writeStringProperty("version", version.version());
                out.writeNumberProperty("generation", environment.key().generation());
                out.writeStringProperty(
                        "phase", environment.phase().name().toLowerCase(Locale.ROOT));
                out.writeStringProperty("since", environment.since().toString());
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    /**
     * What is unknown is left out: {@code oldestMs} where nothing waits, and {@code notLookedAt}
     * while the queue does not answer.
     */
    static byte[] queues(EventBacklog backlog, Instant now) {
        return bytes(out -> {
            out.writeArrayPropertyStart("queues");
            for (FunctionQueue queue : backlog.functions()) {
                out.writeStartObject();
                out.writeStringProperty("function", queue.function().name());
                out.writeNumberProperty("waiting", queue.waiting());
                out.writeNumberProperty("inFlight", queue.inFlight());
                out.writeNumberProperty("retrying", queue.retrying());
                queue.oldest()
                        .ifPresent(oldest ->
                                out.writeNumberProperty(
                                        "oldestMs", Duration.between(oldest, now).toMillis()));
                out.writeNumberProperty("received", queue.received());
                out.writeNumberProperty("dropped", queue.dropped());
                out.writeNumberProperty("dead", queue.dead());
                out.writeNumberProperty("deliveryFailures", queue.deliveryFailures());
                out.writeNumberProperty("deadLetterErrors", queue.deadLetterErrors());
                out.writeEndObject();
            }
            out.writeEndArray();
            backlog.unseen()
                    .ifPresent(unseen -> {
                        out.writeObjectPropertyStart("notLookedAt");
                        out.writeNumberProperty("waiting", unseen.waiting());
                        out.writeNumberProperty("retrying", unseen.retrying());
                        out.writeEndObject();
                    });
            all(out, backlog);
        });
    }

    private static void all(JsonGenerator out, EventBacklog backlog) {
        Unseen unseen = backlog.unseen().orElse(Unseen.NOTHING);
        out.writeObjectPropertyStart("all");
        out.writeNumberProperty("waiting", unseen.waiting() + sum(backlog, FunctionQueue::waiting));
        out.writeNumberProperty("inFlight", sum(backlog, FunctionQueue::inFlight));
        out.writeNumberProperty(
                "retrying", unseen.retrying() + sum(backlog, FunctionQueue::retrying));
        out.writeEndObject();
    }

    private static long sum(EventBacklog backlog, ToLongFunction<FunctionQueue> count) {
        return backlog.functions().stream().mapToLong(count).sum();
    }

    /** One object with the members that are written into it. */
    static byte[] bytes(Consumer<JsonGenerator> members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            members.accept(out);
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
