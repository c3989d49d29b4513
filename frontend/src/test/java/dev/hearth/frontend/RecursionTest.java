package dev.hearth.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** A function that hands its trace header on, as AWS's SDKs do, to itself. */
class RecursionTest {
    private final Scene scene = Scene.open();
    private String trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0";

    @Test
    void aFunctionRunsSixteenTimesInOneChainAndNotOnceMore() {
        for (int run = 0; run < 16; run++) {
            assertEquals(200, invokeItself().status());
        }
        FakeExchange stopped = invokeItself();

        assertEquals(400, stopped.status());
        assertEquals("RecursiveInvocationException", stopped.answerHeader("x-amzn-ErrorType"));
        assertEquals(16, scene.backend.invokes.size());
    }

    @Test
    void itGoesOnWhereItsOwnerAllowsThat() {
        scene.events.recursionAllowed = true;

        for (int run = 0; run < 40; run++) {
            assertEquals(200, invokeItself().status());
        }
    }

    private FakeExchange invokeItself() {
        scene.backend.echoes();
        FakeExchange exchange =
                scene.handle(FakeExchange.invoke("{}").with("X-Amzn-Trace-Id", trace));
        trace = scene.backend.invokes.getLast().traceId();
        return exchange;
    }
}
