package dev.hearth.events.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.foundation.testing.SimulatedTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Processes that share leases, in simulated time. */
final class LeasesTest {
    private static final Duration LIFE = LeaseTiming.DEFAULT.life();
    private static final Duration BEAT = LeaseTiming.DEFAULT.beat();

    private final SimulatedTime time = new SimulatedTime();
    private final MemoryRecords records = new MemoryRecords();
    private final List<LeaseProcess> processes = new ArrayList<>();
    private final List<String> heldTwice = new ArrayList<>();

    private LeaseProcess process(String name) {
        LeaseProcess process =
                new LeaseProcess(
                        name, records, time, Duration.ofHours(processes.size()), this::gained);
        processes.add(process);
        return process;
    }

    /** Only noted: what is thrown here would be taken for a fault of the process. */
    private void gained(LeaseProcess by, Lease lease) {
        for (LeaseProcess other : processes) {
            if (other != by && other.holds(lease.key())) {
                heldTwice.add(by.name() + " and " + other.name() + " both hold " + lease.key());
            }
        }
    }

    @Test
    void theFirstTakesALeaseAtOnce() {
        LeaseProcess one = process("one");
        one.want("a");
        assertTrue(one.holds("a"));
    }

    @Test
    void anotherTakesOverSecondsAfterACrash() {
        LeaseProcess one = process("one");
        LeaseProcess two = process("two");
        one.want("a");
        two.want("a");
        time.advance(BEAT.multipliedBy(3));
        assertTrue(one.holds("a"));

        one.crash();
        time.advance(LIFE.plus(BEAT.multipliedBy(2)));

        assertTrue(two.holds("a"));
        assertEquals(2, two.epoch("a"));
    }

    @Test
    void oneStartedAgainUnderItsNameHasItsLeasesBackAtOnce() {
        LeaseProcess before = process("one");
        before.want("a");
        before.crash();

        LeaseProcess after = process("one");
        after.want("a");

        assertTrue(after.holds("a"));
    }

    @Test
    void nothingStaysWithoutAHolderWhereOneWantsMoreThanTheOthers() {
        List<String> known = List.of("a", "b", "c", "d", "e", "f");
        LeaseProcess one = process("one");
        known.forEach(one::want);
        List.of("w", "x", "y", "z").forEach(one::want);
        known.forEach(process("two")::want);
        known.forEach(process("three")::want);

        time.advance(LIFE.multipliedBy(3));

        Set<String> held = new TreeSet<>();
        processes.forEach(process -> held.addAll(process.held()));
        assertTrue(held.containsAll(known), held::toString);
        assertEquals(List.of(), heldTwice);
    }

    @Test
    void oneCutOffStopsBeforeAnotherMayBegin() {
        LeaseProcess one = process("one");
        one.want("a");
        one.cutOff(true);

        time.advance(LeaseTiming.DEFAULT.validity());
        assertTrue(!one.holds("a"));

        one.cutOff(false);
        time.advance(BEAT);
        assertTrue(one.holds("a"));
    }

    @Test
    void aCloseHandsLeasesOver() {
        LeaseProcess one = process("one");
        LeaseProcess two = process("two");
        one.want("a");
        two.want("a");

        one.close();
        time.advance(BEAT);

        assertTrue(two.holds("a"));
    }

    @Test
    void processesShareLeasesFairly() {
        LeaseProcess one = process("one");
        LeaseProcess two = process("two");
        for (int i = 0; i < 9; i++) {
            one.want("k" + i);
        }
        assertEquals(9, one.held().size());

        for (int i = 0; i < 9; i++) {
            two.want("k" + i);
        }
        time.advance(BEAT.multipliedBy(4));

        assertEquals(5, one.held().size());
        assertEquals(4, two.held().size());
    }

    @Test
    void whatHasEndedLeavesNoRecord() {
        LeaseProcess one = process("one");
        one.want("a");
        one.end("a");
        time.advance(BEAT);

        assertEquals(List.of(), records.children(LeaseProcess.FOLDER + "/held"));
        assertEquals(0, time.pending() - 1, "only the lapse is still timed");
    }

    static IntStream seeds() {
        return IntStream.range(0, 50);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void neverTwoHoldALeaseAndInTheEndEachIsHeld(int seed) {
        Random random = new Random(seed);
        Set<String> keys = new TreeSet<>();
        for (int i = 0; i < 7; i++) {
            keys.add("k" + i);
        }
        for (String name : List.of("one", "two", "three")) {
            LeaseProcess process = process(name);
            process.slowBy(random);
            keys.forEach(process::want);
        }

        for (int step = 0; step < 400; step++) {
            time.advance(Duration.ofMillis(random.nextInt(1_000)));
            LeaseProcess some = processes.get(random.nextInt(processes.size()));
            some.cutOff(random.nextInt(4) == 0);
        }
        processes.forEach(LeaseProcess::calm);
        time.advance(LIFE.multipliedBy(3));

        assertEquals(List.of(), heldTwice, "seed " + seed);
        Set<String> held = new TreeSet<>();
        for (LeaseProcess process : processes) {
            assertTrue(process.held().size() <= 3, () -> "seed " + seed + ": " + process.held());
            held.addAll(process.held());
        }
        assertEquals(keys, held, "seed " + seed);
    }
}
