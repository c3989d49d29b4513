package dev.hearth.control;

import java.time.Duration;

/**
 * @param account twelve digits; the one account this server has
 * @param region the one Region this server is
 * @param concurrency how many invokes may run at once over all functions
 * @param settling how long a function stays {@code Pending}, or an update {@code InProgress}; zero
 *     settles both before their answer arrives
 */
public record ControlConfig(String account, String region, int concurrency, Duration settling) {
    public static final ControlConfig DEFAULT =
            new ControlConfig("000000000000", "us-east-1", 1_000, Duration.ZERO);
}
