package dev.hearth.aws.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hearth.api.error.ApiException;
import dev.hearth.aws.WireAnswer;
import dev.hearth.aws.WireRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The types and places that Lambda's model does not use. */
final class EveryTypeTest {
    private static final Instant TIME = Instant.parse("2023-11-14T22:13:20Z");

    private static final String BODY =
            "{\"Float\":1.5,\"Short\":-7,\"Byte\":127,\"BigDecimal\":123456789012345678901234567890.5,"
                    + "\"Document\":{\"a\":[1,2.50,\"x\",true,false,null,{}]},"
                    + "\"Iso\":\"2023-11-14T22:13:20Z\",\"Http\":\"Tue, 14 Nov 2023 22:13:20 GMT\",\"Millis\":1700000000000}";

    @Test
    void bodiesAreReadAndWrittenTheSame() {
        EveryType read = read(Map.of(), Map.of(), BODY);

        assertEquals(1.5f, read.values().get("Float"));
        assertEquals((short) -7, read.values().get("Short"));
        assertEquals((byte) 127, read.values().get("Byte"));
        assertEquals(
                new BigDecimal("123456789012345678901234567890.5"),
                read.values().get("BigDecimal"));
        for (String form : List.of("Iso", "Http", "Millis")) {
            assertEquals(TIME, read.values().get(form), form);
        }
        assertEquals(BODY, new String(RestJson.write(read, 200).body(), UTF_8));
    }

    @Test
    void headersAndQueriesAreReadByType() {
        EveryType read =
                read(
                        Map.of(
                                "since", List.of("1700000000.5"),
                                "flags", List.of("true", "false"),
                                "other", List.of("1"),
                                "more", List.of("2", "3")),
                        Map.of("x-time", "Tue, 14 Nov 2023 22:13:20 GMT", "x-number", "5"),
                        "");

        assertEquals(TIME.plusMillis(500), read.values().get("since"));
        assertEquals(List.of(true, false), read.values().get("flags"));
        assertEquals(Map.of("other", "1", "more", "2"), read.values().get("Rest"));
        assertEquals(TIME, read.values().get("X-Time"));
        assertEquals(5, read.values().get("X-Number"));

        WireAnswer answer = RestJson.write(read, 200);
        assertEquals("Tue, 14 Nov 2023 22:13:20 GMT", answer.headers().get("X-Time"));
        assertEquals("5", answer.headers().get("X-Number"));
    }

    @Test
    void aNullDocumentIsAValue() {
        assertEquals(
                "{\"Document\":null}",
                new String(
                        RestJson.write(read(Map.of(), Map.of(), "{\"Document\":null}"), 200).body(),
                        UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"Float\":1e39}|NUMBER_VALUE can not be converted to a Float",
                "{\"Float\":\"x\"}|STRING_VALUE can not be converted to a Float",
                "{\"Short\":32768}|NUMBER_VALUE can not be converted to a Short",
                "{\"Byte\":-129}|NUMBER_VALUE can not be converted to a Byte",
                "{\"BigDecimal\":\"1\"}|STRING_VALUE can not be converted to a BigDecimal",
                "{\"Iso\":\"yesterday\"}|STRING_VALUE can not be converted to a Timestamp",
                "{\"Iso\":1700000000}|NUMBER_VALUE can not be converted to a Timestamp",
                "{\"Http\":\"2023-11-14T22:13:20Z\"}|STRING_VALUE can not be converted to a Timestamp",
                "{\"Millis\":\"1\"}|STRING_VALUE can not be converted to a Timestamp",
            })
    void wrongValuesAreRefused(String body, String words) {
        assertEquals(
                words,
                assertThrows(ApiException.class, () -> read(Map.of(), Map.of(), body)).words());
    }

    @Test
    void wrongTextsAreRefused() {
        for (Map<String, List<String>> query :
                List.of(
                        Map.of("since", List.of("soon")),
                        Map.of("since", List.of("NaN")),
                        Map.of("flags", List.of("yes")))) {
            assertThrows(ApiException.class, () -> read(query, Map.of(), ""));
        }
        assertThrows(ApiException.class, () -> read(Map.of(), Map.of("x-number", "1.0"), ""));
        assertThrows(ApiException.class, () -> read(Map.of(), Map.of("x-time", "1"), ""));
    }

    private static EveryType read(
            Map<String, List<String>> query, Map<String, String> headers, String body) {
        return RestJson.read(
                EveryType.class, new WireRequest(Map.of(), query, headers, body.getBytes(UTF_8)));
    }
}
