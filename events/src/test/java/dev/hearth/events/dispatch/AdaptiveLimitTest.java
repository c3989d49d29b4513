package dev.hearth.events.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AdaptiveLimitTest {
    private static final long PACE = DispatchConfig.defaults(2).pace().toNanos();

    private final AdaptiveLimit limit = new AdaptiveLimit(DispatchConfig.defaults(2), 0);
    private long now;

    @Test
    void itGrowsToItsMaximumWhileEventsWaitAndNotBeyond() {
        answers(10_000, true);

        assertEquals(32, limit.current());
    }

    @Test
    void itStaysWhereNothingWaits() {
        answers(10_000, false);

        assertEquals(2, limit.current());
    }

    @Test
    void throttlesThatComeTogetherHalveItOnce() {
        answers(10_000, true);
        now += PACE;
        for (int i = 0; i < 20; i++) {
            limit.throttled(now);
        }

        assertEquals(16, limit.current());
    }

    @Test
    void oneIsAlwaysLeft() {
        for (int i = 0; i < 20; i++) {
            now += PACE;
            limit.throttled(now);
        }
        assertEquals(1, limit.current());

        limit.cap(OptionalInt.of(0));
        assertEquals(1, limit.current());
    }

    private void answers(int count, boolean pressed) {
        for (int i = 0; i < count; i++) {
            now += PACE / 10;
            limit.answered(pressed, now);
        }
    }
}
