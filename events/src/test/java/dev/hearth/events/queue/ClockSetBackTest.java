package dev.hearth.events.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.foundation.testing.SimulatedTime;
import dev.hearth.foundation.time.Clock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody sets the clock of the machine an hour ahead, and back. */
class ClockSetBackTest {
    private static final Duration AHEAD = Duration.ofHours(1);

    @TempDir Path folder;
    private final SimulatedTime time = new SimulatedTime();
    private volatile Duration wrong = AHEAD;

    private final Clock clock =
            new Clock() {
                @Override
                public Instant now() {
                    return time.now().plus(wrong);
                }

                @Override
                public long nanos() {
                    return time.nanos();
                }
            };

    @Test
    void anEventThatWaitsForTheWrongTimeDelaysNoOther() throws Exception {
        try (TestQueue queue = new TestQueue(folder, clock, time)) {
            queue.deliver();
            Instant wrongDue = clock.now().plusSeconds(100);
            queue.add(Events.due(Events.event("wrong", "f", clock.now(), 10), wrongDue));
            wrong = Duration.ZERO;
            Instant due = inTheSlotOf(wrongDue);
            queue.add(Events.due(Events.event("right", "f", clock.now(), 10), due));

            time.advance(Duration.between(clock.now(), due).plusSeconds(3));
            Taken right = queue.take();
            assertEquals("right", right.event().event().requestId());
            right.done().get(20, TimeUnit.SECONDS);
            assertTrue(queue.staysEmpty());

            Instant end = clock.now().plus(AHEAD);
            Taken late = null;
            while (late == null && clock.now().isBefore(end)) {
                time.advance(Duration.ofSeconds(60));
                late = queue.taken.poll(100, TimeUnit.MILLISECONDS);
            }
            assertTrue(late != null, "it is gone");
            assertTrue(!clock.now().isBefore(wrongDue), "too early");
            late.done().get(20, TimeUnit.SECONDS);
        }
    }

    /** The next second whose events wait in the same queue. */
    private Instant inTheSlotOf(Instant other) {
        long now = clock.now().getEpochSecond();
        long ahead = Math.floorMod(other.getEpochSecond() - now, DelayRing.SLOTS);
        return Instant.ofEpochSecond(now + ahead);
    }
}
