package dev.hearth.worker.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.foundation.testing.SimulatedTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class AlarmTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final SimulatedTime time = new SimulatedTime();
    private final AtomicInteger rung = new AtomicInteger();
    private final Alarm alarm = new Alarm(time, time, Runnable::run, rung::incrementAndGet);

    @Test
    void ringsOnceWhenDue() {
        alarm.setAt(time.nanos() + SECOND);
        time.advance(Duration.ofMillis(999));
        assertEquals(0, rung.get());
        time.advance(Duration.ofMillis(1));
        assertEquals(1, rung.get());
        time.advance(Duration.ofSeconds(5));
        assertEquals(1, rung.get());
    }

    @Test
    void followsADeadlineThatMovesEitherWay() {
        alarm.setAt(time.nanos() + SECOND);
        time.advance(Duration.ofMillis(500));
        alarm.setAt(time.nanos() + SECOND);
        time.advance(Duration.ofMillis(900));
        assertEquals(0, rung.get());
        alarm.setAt(time.nanos() + SECOND / 1000);
        time.advance(Duration.ofMillis(1));
        assertEquals(1, rung.get());
    }

    @Test
    void aClearedAlarmIsSilentAndCanBeSetAgain() {
        alarm.setAt(time.nanos() + SECOND);
        alarm.clear();
        time.advance(Duration.ofSeconds(2));
        assertEquals(0, rung.get());
        alarm.setAt(time.nanos() + SECOND);
        time.advance(Duration.ofSeconds(1));
        assertEquals(1, rung.get());
        alarm.setAt(time.nanos() + SECOND);
        alarm.close();
        time.advance(Duration.ofSeconds(2));
        assertEquals(1, rung.get());
    }
}
