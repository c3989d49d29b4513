package dev.hearth.events.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PollerScaleTest {
    private long now;

    /** A listening poller receives; as many as there should be begin. */
    private int receive(PollerScale scale, boolean full) {
        scale.received(full);
        scale.busy();
        return scale.begin(now);
    }

    @Test
    void oneListensFromTheBeginningAndWhileOthersAreBusy() {
        PollerScale scale = new PollerScale(100, now);
        assertEquals(1, scale.begin(now));
        assertEquals(0, scale.begin(now));
        assertEquals(1, receive(scale, false));
        assertEquals(2, scale.total());
    }

    @Test
    void moreListenWhileBatchesComeFullAndFewerWhenNot() {
        PollerScale scale = new PollerScale(100, now);
        scale.begin(now);
        assertEquals(2, receive(scale, true));
        assertEquals(2, receive(scale, true));
        scale.received(false);
        assertFalse(scale.listenStill(), "three listen, and two are wanted");
        scale.received(false);
        assertFalse(scale.listenStill(), "two listen, and one is wanted");
        scale.received(false);
        assertTrue(scale.listenStill(), "the last one stays");
        assertFalse(scale.listenAgain(), "a busy one that is not needed ends");
    }

    @Test
    void fiveBeginAtOnceAndThenFiveASecond() {
        PollerScale scale = new PollerScale(100, now);
        int begun = scale.begin(now);
        for (int i = 0; i < 20; i++) {
            begun += receive(scale, true);
        }
        assertEquals(5, begun);
        assertTrue(scale.waiting());

        now += Duration.ofSeconds(1).toNanos();
        assertEquals(5, scale.begin(now));
    }

    @Test
    void neverMoreThanTheMaximum() {
        PollerScale scale = new PollerScale(2, now);
        int begun = scale.begin(now);
        for (int i = 0; i < 20; i++) {
            now += Duration.ofSeconds(1).toNanos();
            begun += i < 2 ? receive(scale, true) : scale.begin(now);
        }
        assertEquals(2, begun);
        assertFalse(scale.waiting());
    }

    @Test
    void throttlesHalveAndSuccessesBringBack() {
        PollerScale scale = new PollerScale(8, now);
        scale.begin(now);
        for (int i = 0; i < 7; i++) {
            now += Duration.ofSeconds(1).toNanos();
            receive(scale, true);
        }
        assertEquals(8, scale.total());

        scale.throttled();
        for (int i = 0; i < 4; i++) {
            assertFalse(scale.listenAgain());
        }
        assertEquals(4, scale.total());

        scale.succeeded();
        now += Duration.ofSeconds(1).toNanos();
        assertEquals(1, scale.begin(now));
    }

    @Test
    void oneIsAlwaysLeft() {
        PollerScale scale = new PollerScale(8, now);
        scale.begin(now);
        scale.busy();
        scale.throttled();
        scale.failed();
        assertTrue(scale.listenAgain());
    }
}
