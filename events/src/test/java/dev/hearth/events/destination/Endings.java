package dev.hearth.events.destination;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hearth.api.events.AsyncEvent;
import dev.hearth.api.function.FunctionId;
import dev.hearth.api.invoke.Invoked;
import dev.hearth.events.queue.QueuedEvent;
import dev.hearth.events.queue.Untold;
import dev.hearth.events.queue.Untold.Condition;
import java.time.Instant;
import java.util.Optional;

/** Events that ended, of a function called {@code f}. */
final class Endings {
    static final Instant ACCEPTED = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant ENDED = Instant.parse("2026-01-02T03:04:05.678Z");
    static final FunctionId F = new FunctionId("000000000000", "us-east-1", "f");
    static final String TRACE = "Root=1-5759e988-bd862e3fe1be46a994272793";
    static final String ID = "11111111-2222-4333-8444-555555555555";

    private Endings() {}

    static Ending success(String onSuccess, String answer) {
        return ending(
                tried(1, "{\"k\":1}"),
                Condition.SUCCESS,
                200,
                Optional.of(new Invoked("7", answer.getBytes(UTF_8), Optional.empty())),
                "",
                Optional.of(onSuccess),
                Optional.empty());
    }

    static Ending failure(Optional<String> onFailure, Optional<String> deadLetters) {
        return failure(onFailure, deadLetters, "{\"k\":1}");
    }

    static Ending failure(
            Optional<String> onFailure, Optional<String> deadLetters, String payload) {
        return failed(
                tried(3, payload),
                "{\"errorMessage\":\"boom\",\"errorType\":\"Error\"}",
                onFailure,
                deadLetters);
    }

    /** With a trace header and an answer of one's own. */
    static Ending deadLetter(String deadLetters, String trace, String answer) {
        return failed(
                tried(3, "{\"k\":1}", trace), answer, Optional.empty(), Optional.of(deadLetters));
    }

    private static Ending failed(
            QueuedEvent event,
            String answer,
            Optional<String> onFailure,
            Optional<String> deadLetters) {
        return ending(
                event,
                Condition.RETRIES_EXHAUSTED,
                200,
                Optional.of(
                        new Invoked("$LATEST", answer.getBytes(UTF_8), Optional.of("Unhandled"))),
                "",
                onFailure,
                deadLetters);
    }

    static Ending unanswered(String onFailure, Condition condition) {
        return ending(
                tried(0, "{\"k\":1}"),
                condition,
                429,
                Optional.empty(),
                "Rate Exceeded.",
                Optional.of(onFailure),
                Optional.empty());
    }

    private static QueuedEvent tried(int invokes, String payload) {
        return tried(invokes, payload, TRACE);
    }

    private static QueuedEvent tried(int invokes, String payload, String trace) {
        AsyncEvent event =
                new AsyncEvent(ID, F, Optional.empty(), payload.getBytes(UTF_8), trace, ACCEPTED);
        return new QueuedEvent(event, invokes, 0, 0, ACCEPTED);
    }

    private static Ending ending(
            QueuedEvent event,
            Condition condition,
            int status,
            Optional<Invoked> answer,
            String words,
            Optional<String> destination,
            Optional<String> deadLetters) {
        return new Ending(
                event,
                new Untold(
                        condition, status, answer, words, destination, deadLetters, ENDED, 0, 0));
    }
}
