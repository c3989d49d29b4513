package dev.hearth.events.mapping.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When messages that are worked on are hidden anew. */
final class HidingTest {
    @ParameterizedTest
    @CsvSource({"PT2S,PT1S", "PT3S,PT1.5S", "PT5S,PT3S", "PT30S,PT27S", "PT12H,PT10H48M"})
    void shortlyBeforeTheyShow(Duration visibility, Duration after) {
        assertEquals(after, Hiding.extendAfter(visibility));
    }
}
