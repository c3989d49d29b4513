package dev.hearth.events.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.function.FunctionId;
import dev.hearth.foundation.testing.SimulatedTime;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static final Duration LONG = Lanes.EMPTY_BEFORE_SHARING_AGAIN.plusSeconds(1);

    private final SimulatedTime time = new SimulatedTime();
    private final Lanes lanes = new Lanes(time, 2);

    private static FunctionId function(String name) {
        return new FunctionId("000000000000", "us-east-1", name);
    }

    @Test
    void aFunctionUsesTwoSharedLanesTheShorterFirst() {
        Set<Lane> used = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            Lane lane = lanes.laneOf(function("f"));
            lane.added();
            used.add(lane);
        }
        assertEquals(2, used.size());
        assertTrue(used.stream().allMatch(lane -> lane.waiting() == 5));
    }

    @Test
    void fewFunctionsShareBothTheirLanes() {
        Set<Set<Lane>> pairs = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            Lanes fresh = new Lanes(time);
            Lane one = fresh.laneOf(function("function-" + i));
            one.added();
            pairs.add(
                    Set.of(
                            lanes.named(one.queue()).orElseThrow(),
                            lanes.named(fresh.laneOf(function("function-" + i)).queue())
                                    .orElseThrow()));
        }
        assertTrue(pairs.size() > 140, () -> "only " + pairs.size() + " pairs");
    }

    @Test
    void anOwnLaneIsLeftWhenItHasBeenEmptyForLong() {
        Lane own = lanes.ownLaneOf(function("f")).orElseThrow();
        assertEquals(own, lanes.laneOf(function("f")));
        time.advance(LONG);
        assertFalse(lanes.laneOf(function("f")).isOwn());
    }

    @Test
    void anOwnLaneThatHasJustBeenDrainedIsNotEmptyForLong() {
        Lane own = lanes.ownLaneOf(function("f")).orElseThrow();
        own.added();
        time.advance(LONG);
        assertEquals(own, lanes.found(own.queue()).orElseThrow());
        own.removed();
        assertFalse(lanes.emptied(own.queue()));
        assertEquals(own, lanes.laneOf(function("f")));
        time.advance(LONG);
        assertTrue(lanes.emptied(own.queue()));
        assertTrue(lanes.named(own.queue()).isEmpty());
    }

    @Test
    void lookingAtAnEmptyLaneDoesNotKeepIt() {
        Lane own = lanes.ownLaneOf(function("f")).orElseThrow();
        for (int i = 0; i < 6; i++) {
            time.advance(LONG.dividedBy(6));
            lanes.emptied(own.queue());
        }
        time.advance(Duration.ofSeconds(1));
        lanes.emptied(own.queue());
        assertFalse(lanes.laneOf(function("f")).isOwn());
    }

    @Test
    void givesSoManyLanesOnlyButReadsWhatIsThere() {
        assertTrue(lanes.ownLaneOf(function("f")).isPresent());
        assertTrue(lanes.ownLaneOf(function("g")).isPresent());
        assertTrue(lanes.ownLaneOf(function("h")).isEmpty());
        assertTrue(lanes.ownLaneOf(function("f")).isPresent());
        assertTrue(lanes.found(Lanes.queueOf(function("h"))).isPresent());

        time.advance(LONG);
        for (String name : Set.of("f", "g", "h")) {
            lanes.emptied(Lanes.queueOf(function(name)));
        }
        assertTrue(lanes.ownLaneOf(function("i")).isPresent());
    }
}
