package dev.hearth.events.destination;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hearth.api.invoke.Invoked;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a dead-letter queue or topic gets: the event as it came, and why it failed (Lambda Developer
 * Guide, "Dead-letter queues").
 *
 * @param errorCode HTTP status of the last attempt
 * @param errorMessage its first kilobyte, as a message's attribute takes it
 * @param trace the header that goes on with it
 */
record DeadLetter(
        String body, String requestId, String errorCode, String errorMessage, String trace) {
    private static final int MAX_MESSAGE_BYTES = 1024;
    private static final JsonMapper JSON = new JsonMapper();

    static DeadLetter of(Ending ending) {
        String message = ending.answer().map(DeadLetter::functionsWords).orElse(ending.words());
        return new DeadLetter(
                MessageText.json(ending.event().event().payload()),
                ending.event().event().requestId(),
                Integer.toString(ending.status()),
                // An attribute must not be empty.
                message.isEmpty() ? "unknown" : MessageText.cut(message, MAX_MESSAGE_BYTES),
                TraceOnward.of(ending));
    }

    private static String functionsWords(Invoked answer) {
        try {
            return JSON.readTree(answer.payload()).path("errorMessage").asString("");
        } catch (JacksonException _) {
            return new String(answer.payload(), UTF_8);
        }
    }
}
