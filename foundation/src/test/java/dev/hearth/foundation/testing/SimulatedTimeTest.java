package dev.hearth.foundation.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.foundation.time.Timers.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedTimeTest {
    private final SimulatedTime time = new SimulatedTime(Instant.EPOCH);
    private final List<String> done = new ArrayList<>();

    @Test
    void nothingHappensUntilTimePasses() {
        time.after(Duration.ofSeconds(1), () -> done.add("a"));

        time.advance(Duration.ofMillis(999));
        assertEquals(List.of(), done);
        time.advance(Duration.ofMillis(1));

        assertEquals(List.of("a"), done);
        assertEquals(Instant.ofEpochSecond(1), time.now());
        assertEquals(1_000_000_000L, time.nanos());
    }

    @Test
    void tasksRunAtTheirOwnMomentsInOrder() {
        time.after(Duration.ofSeconds(2), () -> done.add("b " + time.now()));
        time.after(Duration.ofSeconds(2), () -> done.add("c " + time.now()));
        time.after(Duration.ofSeconds(1), () -> done.add("a " + time.now()));

        time.advance(Duration.ofSeconds(5));

        assertEquals(
                List.of(
                        "a 1970-01-01T00:00:01Z",
                        "b 1970-01-01T00:00:02Z",
                        "c 1970-01-01T00:00:02Z"),
                done);
    }

    @Test
    void aTaskMayAskForAnotherThatFallsDueInTheSameStep() {
        time.after(
                Duration.ofSeconds(1),
                () -> time.after(Duration.ofSeconds(1), () -> done.add("" + time.now())));

        time.advance(Duration.ofSeconds(3));

        assertEquals(List.of("1970-01-01T00:00:02Z"), done);
    }

    @Test
    void aCancelledTaskIsForgotten() {
        Timer timer = time.after(Duration.ofSeconds(1), () -> done.add("a"));

        timer.cancel();
        time.advance(Duration.ofSeconds(2));

        assertEquals(List.of(), done);
        assertEquals(0, time.pending());
    }
}
