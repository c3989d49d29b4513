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
        AssignmentConfig good = AssignmentConfig.defaults(1);
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new AssignmentConfig(
                                Duration.ZERO,
                                good.settlingGrace(),
                                1,
                                good.startWindow(),
                                1,
                                good.startLimit(),
                                1));
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new AssignmentConfig(
                                good.keepAlive(),
                                good.settlingGrace(),
                                1,
                                good.startWindow(),
                                1,
                                Duration.ZERO,
                                1));
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new AssignmentConfig(
                                good.keepAlive(),
                                good.settlingGrace(),
                                1,
                                good.startWindow(),
                                1,
                                good.startLimit(),
                                0));
    }
}
