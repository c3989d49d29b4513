package dev.hearth.events.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.events.broker.BrokerConnection;
import dev.hearth.events.broker.DiskUse;
import dev.hearth.events.broker.ExternalBroker;
import dev.hearth.events.testing.BrokerProcess;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.SystemTimers;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real brokers in processes of their own, on a disk that is too full for them, or not. */
@Timeout(60)
class BrokerRoomTest {
    /** Any disk is fuller than nothing. */
    private static final int NOTHING = 0;

    private static final int ALL = 100;

    @TempDir Path folder;

    @Test
    void refusesEventsWhileTheBrokersDiskIsOverItsLimit() throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(folder, NOTHING);
                SystemTimers timers = new SystemTimers();
                DurableEventQueue queue = queue(broker, timers)) {
            ExecutionException refused =
                    assertThrows(ExecutionException.class, () -> addAfterLooking(queue));
            ApiException words = assertInstanceOf(ApiException.class, refused.getCause());
            assertEquals(ErrorCode.SERVICE_UNAVAILABLE, words.code());
            assertTrue(String.valueOf(words.getMessage()).contains("nearly full"));
        }
    }

    @Test
    void acceptsEventsWhileItHasRoom() throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(folder, ALL);
                SystemTimers timers = new SystemTimers();
                DurableEventQueue queue = queue(broker, timers)) {
            addAfterLooking(queue);
            try (BrokerConnection connection = new ExternalBroker(broker.url()).connect()) {
                DiskUse use = connection.diskUse().orElseThrow();
                // It looks for the first time some seconds after it has started.
                while (use.used() == 0) {
                    TimeUnit.MILLISECONDS.sleep(200);
                    use = connection.diskUse().orElseThrow();
                }
                assertEquals(0.98, use.limit());
                assertTrue(use.used() < 1, use::toString);
            }
        }
    }

    @Test
    void keepsRoomForRetriesAndForWhatFreesRoom() {
        BrokerRoom room = new BrokerRoom();
        assertTrue(room.add(1, 0));
        room.found(new DiskUse(0.885, 0.9));
        assertFalse(room.add(1, 0));
        assertTrue(room.retry(1));
        room.found(new DiskUse(0.895, 0.9));
        assertFalse(room.retry(1));
        assertTrue(room.move(1));
        room.found(new DiskUse(0.91, 0.9));
        assertFalse(room.move(1));
        room.found(new DiskUse(0.5, 0.9));
        assertTrue(room.add(1, 0));
    }

    /** The disk is looked at as the queue opens, and the first event opens it. */
    private static void addAfterLooking(DurableEventQueue queue) throws Exception {
        queue.start();
        queue.depth().get(20, TimeUnit.SECONDS);
        queue.add(Events.event("one", "f", Clock.system().now(), 10)).get(20, TimeUnit.SECONDS);
    }

    private static DurableEventQueue queue(BrokerProcess broker, SystemTimers timers) {
        return new DurableEventQueue(
                new ExternalBroker(broker.url()), new BrokerRoom(), Clock.system(), timers);
    }
}
