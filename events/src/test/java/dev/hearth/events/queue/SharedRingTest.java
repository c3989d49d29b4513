package dev.hearth.events.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.foundation.testing.SimulatedTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ring of delays as one of several processes looks after its part of it. */
class SharedRingTest {
    private final SimulatedTime time = new SimulatedTime();
    private final List<String> visits = new ArrayList<>();
    private final DelayRing ring = new DelayRing(time, time, true, this::visit);

    private void visit(int slot) {
        visits.add(slot + " at " + Math.floorMod(time.now().getEpochSecond(), DelayRing.SLOTS));
    }

    private int slotNow() {
        return Math.floorMod(time.now().getEpochSecond(), DelayRing.SLOTS);
    }

    @Test
    void leavesTheSectionsOfOthersAlone() {
        int slot = slotNow() + 3;
        ring.filled(slot, time.now().plusSeconds(3));
        time.advance(Duration.ofSeconds(2 * DelayRing.SLOTS));
        assertEquals(List.of(), visits);
    }

    @Test
    void looksAtWhatOthersMayHaveWrittenWhenItsSecondHasComeAndOnceMore() {
        int section = slotNow() % DelayRing.SECTIONS;
        ring.patrol(section);
        time.advance(Duration.ofSeconds(DelayRing.SLOTS));
        visits.clear();
        int slot = Math.floorMod(slotNow() + DelayRing.SECTIONS, DelayRing.SLOTS);
        time.advance(Duration.ofSeconds(DelayRing.SECTIONS + 3));
        assertEquals(
                List.of(slot + " at " + slot, slot + " at " + (slot + 2)),
                visits.stream().filter(visit -> visit.startsWith(slot + " ")).toList());
        ring.leave(section);
        visits.clear();
        time.advance(Duration.ofSeconds(DelayRing.SLOTS));
        assertEquals(List.of(), visits);
    }
}
