package dev.hearth.placement;

import dev.hearth.foundation.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Time that moves when told to. */
final class ManualClock implements Clock {
    private long nanos;

    void advance(Duration duration) {
        nanos += duration.toNanos();
    }

    @Override
    public Instant now() {
        return Instant.EPOCH.plusNanos(nanos);
    }

    @Override
    public long nanos() {
        return nanos;
    }
}
