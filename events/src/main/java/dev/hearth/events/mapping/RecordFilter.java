package dev.hearth.events.mapping;

import java.io.IOException;
import java.util.List;
import software.amazon.event.ruler.Machine;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A mapping's filter criteria: a record passes when it matches one of them, or there are none. */
public final class RecordFilter {
    private static final JsonMapper JSON = new JsonMapper();

    private final Machine patterns = Machine.builder().build();
    private final boolean everything;

    /**
     * @param filters event patterns
     * @throws IllegalArgumentException when one is none
     */
    public RecordFilter(List<String> filters) {
        this.everything = filters.isEmpty();
        for (String filter : filters) {
            try {
                patterns.addRule(filter, filter);
            } catch (IOException | RuntimeException e) {
                throw new IllegalArgumentException(
                        "Invalid filter pattern definition: " + e.getMessage(), e);
            }
        }
    }

    public boolean everything() {
        return everything;
    }

    /**
     * @param record with the data that filters look into as {@link #data} gives it
     */
    public boolean passes(JsonNode record) {
        if (everything) {
            return true;
        }
        try {
            return !patterns.rulesForJSONEvent(record.toString()).isEmpty();
        } catch (Exception e) {
            throw new IllegalStateException("The record is no JSON to the matcher.", e);
        }
    }

    /**
     * A record's data as filters see it: a tree when it is a JSON object or array, else a string.
     * So patterns for fields never match plain strings, nor patterns for strings JSON, and AWS
     * drops both. ("Properly filtering Amazon SQS messages" in its guide.)
     */
    public static JsonNode data(String text) {
        String start = text.stripLeading();
        if (start.startsWith("{") || start.startsWith("[")) {
            try {
                return JSON.readTree(text);
            } catch (JacksonException e) {
                return JSON.getNodeFactory().stringNode(text);
            }
        }
        return JSON.getNodeFactory().stringNode(text);
    }
}
