package dev.hearth.worker.environment;

import java.time.Duration;
import java.util.Optional;

/**
 * @param initLimit longest Init phase; an Init that takes longer runs again inside the first invoke
 * @param freezeAfter how long after an invoke an idle sandbox is frozen; never when empty
 */
public record EnvironmentSettings(Duration initLimit, Optional<Duration> freezeAfter) {
    /** AWS's Init limit, and a delay that back-to-back invokes stay below. */
    public static final EnvironmentSettings DEFAULT =
            new EnvironmentSettings(Duration.ofSeconds(10), Optional.of(Duration.ofMillis(20)));

    public static final EnvironmentSettings NEVER_FROZEN =
            new EnvironmentSettings(DEFAULT.initLimit(), Optional.empty());
}
