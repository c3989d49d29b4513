package dev.hearth.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole lives of an assignment, each from a seed; what must always hold is checked in World. */
final class SimulationTest {
    private static final int EVENTS = 600;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatMustAlwaysHoldHolds(long seed) {
        World world = live(seed);

        assertTrue(world.served() > EVENTS / 10, "seed " + seed + " served hardly anybody");
    }

    @Test
    void oneSeedTellsOneStory() {
        assertEquals(live(42).trace(), live(42).trace());
    }

    private static World live(long seed) {
        World world = new World(seed);
        try {
            for (int i = 0; i < EVENTS; i++) {
                world.act();
            }
            world.finish();
            return world;
        } catch (AssertionError e) {
            throw new AssertionError(
                    "seed %d, after:%n%s"
                            .formatted(seed, String.join("\n", lastOf(world.trace(), 40))),
                    e);
        }
    }

    private static List<String> lastOf(List<String> trace, int count) {
        return trace.subList(Math.max(0, trace.size() - count), trace.size());
    }
}
