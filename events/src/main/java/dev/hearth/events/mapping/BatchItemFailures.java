package dev.hearth.events.mapping;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The answer of a function that says which records failed, by AWS's rules ("Implementing partial
 * batch responses" in its guide).
 */
final class BatchItemFailures {
    private static final JsonMapper JSON = new JsonMapper();

    private BatchItemFailures() {}

    /**
     * @param known ids of the records the function was given
     * @return ids of those that failed; empty when the answer is none, and so all have failed
     */
    static Optional<Set<String>> read(byte[] answer, Collection<String> known) {
        if (answer.length == 0) {
            return Optional.of(Set.of());
        }
        try {
            return read(JSON.readTree(answer), known);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Optional<Set<String>> read(JsonNode answer, Collection<String> known) {
        if (answer.isNull()) {
            return Optional.of(Set.of());
        }
        if (!answer.isObject()) {
            return Optional.empty();
        }
        JsonNode items = answer.path("batchItemFailures");
        if (items.isMissingNode() || items.isNull()) {
            return Optional.of(Set.of());
        }
        if (!items.isArray()) {
            return Optional.empty();
        }
        Set<String> failed = new HashSet<>();
        for (JsonNode item : items) {
            JsonNode id = item.path("itemIdentifier");
            if (!id.isString() || !known.contains(id.stringValue())) {
                return Optional.empty();
            }
            failed.add(id.stringValue());
        }
        return Optional.of(failed);
    }
}
