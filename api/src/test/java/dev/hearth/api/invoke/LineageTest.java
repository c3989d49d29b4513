package dev.hearth.api.invoke;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.function.FunctionId;
import org.junit.jupiter.api.Test;

class LineageTest {
    private static final String ROOT = "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0";

    @Test
    void aChainBeginsWithNoRunBefore() {
        String trace = Lineage.entered(ROOT, function("f"), 0);

        assertTrue(trace.matches(ROOT + ";Lineage=[0-9a-f]{8}:0"), trace);
        assertEquals(0, Lineage.runs(ROOT, function("f")));
        assertEquals(1, Lineage.runs(trace, function("f")));
    }

    @Test
    void eachFunctionOfAChainIsCountedByItself() {
        String trace = ROOT;
        for (int i = 0; i < 5; i++) {
            trace = enter(enter(trace, "a"), "b");
        }
        trace = enter(trace, "a");

        assertEquals(6, Lineage.runs(trace, function("a")));
        assertEquals(5, Lineage.runs(trace, function("b")));
        assertEquals(0, Lineage.runs(trace, function("c")));
    }

    @Test
    void whatOthersWroteStaysAndCountsNothing() {
        String trace = enter(ROOT + ";Lineage=1:fe460cdd:7|nonsense|:;Self=1", "f");

        assertTrue(trace.startsWith(ROOT + ";Lineage=1:fe460cdd:7|nonsense|:|"), trace);
        assertTrue(trace.endsWith(":0;Self=1"), trace);
        assertEquals(1, Lineage.runs(trace, function("f")));
    }

    @Test
    void aCountTooLargeToBeOursIsStillALoop() {
        String own = Lineage.entered(ROOT, function("f"), 99_999);

        assertTrue(Lineage.runs(own + "9".repeat(40), function("f")) > Lineage.MAX_RUNS);
    }

    @Test
    void aLongChainForgetsThoseThatRanLeastAndStaysShort() {
        String trace = enter(enter(enter(ROOT, "loops"), "loops"), "loops");
        for (int i = 0; i < 100; i++) {
            trace = enter(trace, "passer-" + i);
        }

        assertEquals(3, Lineage.runs(trace, function("loops")));
        assertTrue(trace.length() < 400, trace);
    }

    private static String enter(String trace, String name) {
        return Lineage.entered(trace, function(name), Lineage.runs(trace, function(name)));
    }

    private static FunctionId function(String name) {
        return new FunctionId("000000000000", "us-east-1", name);
    }
}
