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
        return ending(
                tried(3, payload),
                Condition.RETRIES_EXHAUSTED,
                200,
                Optional.of(
                        new Invoked(
                                "$LATEST",
                                "{\"errorMessage\":\"boom\",\"errorType\":\"Error\"}"
                                        .getBytes(UTF_8),
                                Optional.of("Unhandled"))),
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
        AsyncEvent event =
                new AsyncEvent(
                        ID,
                        F,
                        Optional.empty(),
                        payload.getBytes(UTF_8),
                        "Root=1-5759e988-bd862e3fe1be46a994272793",
                        ACCEPTED);
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
