package dev.hearth.events.destination;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class MessageTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "\t\r\n", "é €", "\uE000\uFFFD", "😀"})
    void whatIsTakenStays(String text) {
        assertEquals(text, MessageText.cut(text, 100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "\u001b", "\u000b", "\uD800", "\uDC00", "\uFFFE", "\uFFFF"})
    void whatIsNotTakenIsReplaced(String text) {
        assertEquals("a\uFFFDb", MessageText.cut("a" + text + "b", 100));
    }

    @Test
    void itIsCutByBytesAndNeverInsideOfACharacter() {
        assertEquals("x".repeat(1024), MessageText.cut("x".repeat(1025), 1024));
        assertEquals("é".repeat(512), MessageText.cut("é".repeat(600), 1024));
        assertEquals("€".repeat(341), MessageText.cut("€".repeat(400), 1024));
        assertEquals("x" + "😀".repeat(255), MessageText.cut("x" + "😀".repeat(300), 1024));
        assertEquals("\uFFFD".repeat(341), MessageText.cut("\0".repeat(1024), 1024));
    }

    @Test
    void jsonMeansTheSame() {
        String json = "{\"a\":\"x\uFFFFy\\\\\uFFFEz é 😀\"}";

        String sent = MessageText.json(json.getBytes(UTF_8));

        assertEquals(new JsonMapper().readTree(json), new JsonMapper().readTree(sent));
        assertEquals("{\"a\":\"x\\uFFFFy\\\\\\uFFFEz é 😀\"}", sent);
    }
}
