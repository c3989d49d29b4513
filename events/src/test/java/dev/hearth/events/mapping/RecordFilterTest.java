package dev.hearth.events.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

final class RecordFilterTest {
    private static final JsonMapper JSON = new JsonMapper();

    private static boolean passes(String body, String... filters) {
        ObjectNode record = JSON.createObjectNode();
        record.set("body", RecordFilter.data(body));
        record.putObject("attributes").put("MessageGroupId", "g");
        return new RecordFilter(List.of(filters)).passes(record);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1}        | {\"body\":{\"a\":[1]}}                        | true",
                "{\"a\":2}        | {\"body\":{\"a\":[1]}}                        | false",
                "{\"a\":2}        | {\"body\":{\"a\":[1,2]}}                      | true",
                "{\"a\":1,\"b\":2}| {\"body\":{\"a\":[1],\"b\":[3]}}              | false",
                "{\"a\":15}       | {\"body\":{\"a\":[{\"numeric\":[\">\",10]}]}} | true",
                "{\"a\":\"xyz\"}  | {\"body\":{\"a\":[{\"prefix\":\"xy\"}]}}      | true",
                "{\"a\":\"no\"}   | {\"body\":{\"a\":[{\"anything-but\":\"no\"}]}}| false",
                "{\"b\":1}        | {\"body\":{\"a\":[{\"exists\":false}]}}       | true",
                "{\"a\":null}     | {\"body\":{\"a\":[null]}}                     | true",
                // A plain body and a pattern for fields, and the other way around: dropped.
                "plain            | {\"body\":{\"a\":[1]}}                        | false",
                "{\"a\":1}        | {\"body\":[\"plain\"]}                        | false",
                "plain            | {\"body\":[\"plain\"]}                        | true",
                "{not json        | {\"body\":[{\"prefix\":\"{not\"}]}            | true",
                "plain            | {\"attributes\":{\"MessageGroupId\":[\"g\"]}} | true",
                "{\"a\":1}        | {\"attributes\":{\"MessageGroupId\":[\"h\"]}} | false",
            })
    void matchesAsAwsSays(String body, String filter, boolean expected) {
        assertEquals(expected, passes(body, filter));
    }

    @Test
    void oneOfSeveralFiltersIsEnoughAndNoneLetsAllThrough() {
        assertEquals(true, passes("b", "{\"body\":[\"a\"]}", "{\"body\":[\"b\"]}"));
        assertEquals(false, passes("c", "{\"body\":[\"a\"]}", "{\"body\":[\"b\"]}"));
        assertEquals(true, passes("c"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{", "[]", "{\"body\":\"a\"}", "{\"body\":[{\"no\":1}]}"})
    void refusesWhatIsNoPattern(String filter) {
        assertThrows(IllegalArgumentException.class, () -> new RecordFilter(List.of(filter)));
    }
}
