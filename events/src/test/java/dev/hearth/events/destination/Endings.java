package dev.hearth.events.destination;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hearth.api.events.AsyncEvent;
import dev.hearth.api.events.AsyncPolicy;
import dev.hearth.api.function.FunctionId;
import dev.hearth.api.invoke.Invoked;
import dev.hearth.events.destination.Ending.Condition;
import dev.hearth.events.queue.QueuedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** Events that ended, of a function called {@code f}. */
final class Endings {
    static final Instant ACCEPTED = Instant.parse("2026-01-01T00:00:00Z");
    static final FunctionId F = new FunctionId("000000000000", "us-east-1", "f");
    static final String ID = "11111111-2222-4333-8444-555555555555";

    private Endings() {}

    static Ending success(String onSuccess, String answer) {
        return new Ending(
                tried(1, "{\"k\":1}"),
                policy(Optional.of(onSuccess), Optional.empty(), Optional.empty()),
                Condition.SUCCESS,
                200,
                Optional.of(new Invoked("7", answer.getBytes(UTF_8), Optional.empty())),
                "");
    }

    static Ending failure(Optional<String> onFailure, Optional<String> deadLetters) {
        return failure(onFailure, deadLetters, "{\"k\":1}");
    }

    static Ending failure(
            Optional<String> onFailure, Optional<String> deadLetters, String payload) {
        return new Ending(
                tried(3, payload),
                policy(Optional.empty(), onFailure, deadLetters),
                Condition.RETRIES_EXHAUSTED,
                200,
                Optional.of(
                        new Invoked(
                                "$LATEST",
                                "{\"errorMessage\":\"boom\",\"errorType\":\"Error\"}"
                                        .getBytes(UTF_8),
                                Optional.of("Unhandled"))),
                "");
    }

    static Ending unanswered(String onFailure, Condition condition) {
        return new Ending(
                tried(0, "{\"k\":1}"),
                policy(Optional.empty(), Optional.of(onFailure), Optional.empty()),
                condition,
                429,
                Optional.empty(),
                "Rate Exceeded.");
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

    private static AsyncPolicy policy(
            Optional<String> onSuccess, Optional<String> onFailure, Optional<String> deadLetters) {
        return new AsyncPolicy(
                2,
                Duration.ofHours(6),
                onSuccess,
                onFailure,
                deadLetters,
                OptionalInt.empty(),
                false);
    }
}
