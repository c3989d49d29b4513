package dev.hearth.worker.linux.netlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixTest {
    @Test
    void readsWhatItWrites() {
        for (String text : new String[] {"0.0.0.0/0", "10.213.0.0/16", "255.255.255.255/32"}) {
            assertEquals(text, Prefix.parse(text).toString());
        }
        assertEquals("10.213.0.0/16", Prefix.parse("10.213.4.5/16").toString());
        assertEquals("192.0.2.1/32", Prefix.parse("192.0.2.1").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0/8", "10.0.0.256", "10.0.0.0/33", "10.0.0.0/-1", "::1", ""})
    void refusesWhatIsNone(String text) {
        assertThrows(IllegalArgumentException.class, () -> Prefix.parse(text));
    }

    @Test
    void overlapsWhatItContainsAndWhatContainsIt() {
        Prefix block = Prefix.parse("10.213.0.0/16");
        assertTrue(block.overlaps(Prefix.parse("10.0.0.0/8")));
        assertTrue(block.overlaps(Prefix.parse("10.213.200.1")));
        assertTrue(block.overlaps(Prefix.parse("0.0.0.0/0")));
        assertFalse(block.overlaps(Prefix.parse("10.214.0.0/16")));
        assertFalse(block.overlaps(Prefix.parse("192.168.0.0/16")));
    }
}
