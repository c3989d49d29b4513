package dev.hearth.frontend.invoke;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class JsonScanTest {
    private static final JsonFactory JSON = new JsonFactory();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "0",
                "-0",
                "10",
                "1.5",
                "1e9",
                "1E+9",
                "-1.5e-9",
                "\"\"",
                "true",
                "false",
                "null",
                " \t\r\n1 \t\r\n",
                "[1,2,[3],{}]",
                "{\"a\":{\"b\":[]},\"c\":null}",
                "{ \"a\" : 1 , \"b\" : [ 2 , 3 ] }",
                "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\"",
                "\"é漢😀\"",
                "[[[[[[]]]]]]"
            })
    void documentsPass(String document) {
        assertTrue(JsonScan.wellFormed(document.getBytes(UTF_8)), document);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "{",
                "}",
                "[",
                "]",
                "[1",
                "[1,",
                "[1,]",
                "[,1]",
                "[1 2]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{,}",
                "{a:1}",
                "{'a':1}",
                "{1:1}",
                "[}",
                "{]",
                "{\"a\":1]",
                "01",
                "-",
                "+1",
                "1.",
                ".5",
                "1e",
                "1e+",
                "0x1",
                "NaN",
                "Infinity",
                "tru",
                "truee",
                "nul",
                "nulll",
                "\"",
                "\"\\\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "\"a\nb\"",
                "\"\t\"",
                "1 2",
                "{} {}",
                "[]]",
                "//",
                "/**/1"
            })
    void whatIsNoneDoesNot(String text) {
        assertFalse(JsonScan.wellFormed(text.getBytes(UTF_8)), text);
    }

    /** Overlong forms, surrogates, beyond Unicode, cut short, stray continuation. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\u00c0\u0080\"",
                "\"\u00e0\u0080\u0080\"",
                "\"\u00f0\u0080\u0080\u0080\"",
                "\"\u00ed\u00a0\u0080\"",
                "\"\u00f4\u0090\u0080\u0080\"",
                "\"\u00f5\u0080\u0080\u0080\"",
                "\"\u00c3\"",
                "\"\u00e6\u00bc",
                "\"\u0080\"",
                "\"\u00ff\""
            })
    void bytesThatAreNoUtf8DoNot(String bytes) {
        assertFalse(JsonScan.wellFormed(bytes.getBytes(ISO_8859_1)));
    }

    @Test
    void nestingHasALimit() {
        assertTrue(JsonScan.wellFormed(nested(1000)));
        assertFalse(JsonScan.wellFormed(nested(1001)));
        assertFalse(JsonScan.wellFormed("[".repeat(1_000_000).getBytes(UTF_8)));
    }

    private static byte[] nested(int depth) {
        String open = "{\"a\":[".repeat(depth / 2) + (depth % 2 == 1 ? "{" : "");
        String close = (depth % 2 == 1 ? "}" : "") + "]}".repeat(depth / 2);
        return (open + close).getBytes(UTF_8);
    }

    /** Documents with a byte changed, against a full parser. */
    @Test
    void agreesWithAParserOnDamagedDocuments() {
        byte[] good =
                "{\"a\":[1,-2.5e3,true,null,\"x\\u0041\\n\"],\"b\":{\"c\":\"é\"}}".getBytes(UTF_8);
        String odd = "{}[]\",:\\0 1-+.eEtfnu\n\u0001";
        Random random = new Random(42);
        int passed = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = good.clone();
            for (int hits = random.nextInt(1, 3); hits > 0; hits--) {
                damaged[random.nextInt(damaged.length)] =
                        (byte) odd.charAt(random.nextInt(odd.length()));
            }
            boolean parses = parses(damaged);
            assertEquals(parses, JsonScan.wellFormed(damaged), () -> new String(damaged, UTF_8));
            passed += parses ? 1 : 0;
        }
        assertTrue(passed > 100, "too few of the documents were left whole to say anything");
    }

    private static boolean parses(byte[] document) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), document)) {
            int documents = 0;
            while (parser.nextToken() != null) {
                parser.getString();
                documents += parser.streamReadContext().inRoot() ? 1 : 0;
            }
            return documents == 1;
        } catch (JacksonException e) {
            return false;
        }
    }
}
