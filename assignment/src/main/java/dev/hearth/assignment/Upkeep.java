package dev.hearth.assignment;

import dev.hearth.foundation.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** What time brings: waits that have been long enough, environments idle for too long. */
final class Upkeep {
    private final long keepAliveNanos;
    private final Coverage coverage;
    private final Launcher launcher;
    private final IdleEnvironments idle;
    private final KnownFunctions functions;
    private final Clock clock;
    private final Alarm alarm;

    Upkeep(
            Duration keepAlive,
            Coverage coverage,
            Launcher launcher,
            IdleEnvironments idle,
            KnownFunctions functions,
            Clock clock,
            Alarm alarm) {
        this.keepAliveNanos = keepAlive.toNanos();
        this.coverage = coverage;
        this.launcher = launcher;
        this.idle = idle;
        this.functions = functions;
        this.clock = clock;
        this.alarm = alarm;
    }

    /** The alarm rang. */
    void wake() {
        long now = clock.nanos();
        alarm.reset();
        step(now).ifPresent(next -> alarm.noLaterThan(next, now));
    }

    /** Something has become idle, or a function known: it will be looked at in time. */
    void watch(long now) {
        alarm.noLaterThan(now + keepAliveNanos, now);
    }

    /** Does what is due and says when it next wants to wake. */
    private OptionalLong step(long now) {
        coverage.breakPromises(now);
        launcher.abandonOverdue(now);
        long keptSince = now - keepAliveNanos;
        idle.takeUnusedSince(keptSince, launcher::stop);
        functions.forgetQuiet(keptSince);
        return nextWake(now);
    }

    private OptionalLong nextWake(long now) {
        LongStream.Builder wishes = LongStream.builder();
        coverage.nextBreak().ifPresent(wishes::add);
        launcher.nextOverdue().ifPresent(wishes::add);
        idle.oldest().ifPresent(oldest -> wishes.add(oldest.sinceNanos() + keepAliveNanos));
        if (!functions.isEmpty()) {
            wishes.add(now + keepAliveNanos);
        }
        // Nanoseconds may wrap around, so what is compared is how far off they are.
        OptionalLong nearest = wishes.build().map(at -> at - now).min();
        return nearest.isPresent()
                ? OptionalLong.of(now + nearest.getAsLong())
                : OptionalLong.empty();
    }
}
