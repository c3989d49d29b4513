package dev.hearth.worker.environment;

import dev.hearth.foundation.time.Clock;
import dev.hearth.worker.sandbox.Sandbox;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The most memory a sandbox has used, looked up at most some times a second: every REPORT line
 * asks, and each look is a read of the kernel's accounting. Any thread.
 */
final class MemoryMeter {
    private static final long FRESH_NANOS = Duration.ofMillis(100).toNanos();

    private final Sandbox sandbox;
    private final Clock clock;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong readAt;

    MemoryMeter(Sandbox sandbox, Clock clock) {
        this.sandbox = sandbox;
        this.clock = clock;
        this.readAt = new AtomicLong(clock.nanos() - FRESH_NANOS);
    }

    long peakBytes() {
        if (clock.nanos() - readAt.get() >= FRESH_NANOS) {
            return readNow();
        }
        return bytes.get();
    }

    /** Of processes that have failed: all there is, when that was not enough. */
    long finalBytes() {
        return sandbox.outOfMemory() ? Long.MAX_VALUE : readNow();
    }

    private long readNow() {
        long now = sandbox.peakMemoryBytes();
        readAt.set(clock.nanos());
        if (now > 0) {
            bytes.set(now);
        }
        return bytes.get();
    }
}
