package dev.hearth.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class AssignmentConfigTest {
    @Test
    void theDefaultsAreThese() {
        assertEquals(
                new AssignmentConfig(
                        Duration.ofMinutes(10),
                        Duration.ofMillis(5),
                        1_000,
                        Duration.ofSeconds(10),
                        8,
                        Duration.ofSeconds(40),
                        10_000),
                AssignmentConfig.defaults(2));
    }

    @Test
    void limitsOfNothingAreRefused() {
        Duration some = Duration.ofSeconds(1);
        assertRefused(Duration.ZERO, some, 1);
        assertRefused(some, Duration.ZERO, 1);
        assertRefused(some, some, 0);
    }

    private static void assertRefused(Duration keepAlive, Duration workerLimit, int maxWaiters) {
        Duration window = Duration.ofSeconds(10);
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new AssignmentConfig(
                                keepAlive, Duration.ZERO, 1, window, 1, workerLimit, maxWaiters));
    }
}
