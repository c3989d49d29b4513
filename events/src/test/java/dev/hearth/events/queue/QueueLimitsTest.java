package dev.hearth.events.queue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.foundation.testing.SimulatedTime;
import dev.hearth.foundation.time.Clock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueLimitsTest {
    /** AWS takes so much in an Event invoke. */
    private static final int LARGEST = 1 << 20;

    @TempDir Path folder;
    private final SimulatedTime time = new SimulatedTime();

    private TestQueue open() {
        return new TestQueue(folder, time, time);
    }

    @Test
    void carriesEventsOfTheLargestSizeThroughRetriesAndARestart() throws Exception {
        int events = 40;
        byte[] payload = Events.random("", "f", time.now(), LARGEST).event().payload();
        try (TestQueue queue = open()) {
            for (int i = 0; i < events; i++) {
                queue.add(Events.random("large-" + i, "f", time.now(), LARGEST));
            }
            queue.deliver();
            for (int i = 0; i < 10; i++) {
                Taken taken = queue.take();
                assertArrayEquals(payload, taken.event().event().payload());
                taken.again(Events.due(taken.event(), time.now().plusSeconds(30)))
                        .get(20, TimeUnit.SECONDS);
            }
        }
        try (TestQueue queue = open()) {
            queue.deliver();
            time.advance(Duration.ofSeconds(31));
            Set<String> ids = new HashSet<>();
            for (int i = 0; i < events; i++) {
                Taken taken = queue.take();
                assertArrayEquals(payload, taken.event().event().payload());
                ids.add(taken.event().event().requestId());
                taken.done().get(20, TimeUnit.SECONDS);
            }
            assertEquals(events, ids.size());
        }
    }

    @Test
    void refusesMoreThanSoManyEventsUnderWay() throws Exception {
        StuckBroker broker = new StuckBroker();
        try (DurableEventQueue queue = queue(broker)) {
            for (int i = 0; i < Admission.MOST_UNDER_WAY; i++) {
                assertFalse(queue.add(Events.event("e" + i, "f", time.now(), 1)).isDone());
            }
            assertThrottled(queue.add(Events.event("one-more", "f", time.now(), 1)));
            broker.release();
        }
    }

    @Test
    void refusesMoreThanSoManyBytesUnderWay() throws Exception {
        StuckBroker broker = new StuckBroker();
        try (DurableEventQueue queue = queue(broker)) {
            long most = Admission.MOST_BYTES_UNDER_WAY / LARGEST;
            QueuedEvent large = Events.event("large", "f", time.now(), LARGEST);
            for (int i = 0; i <= most; i++) {
                assertFalse(queue.add(large).isDone());
            }
            assertThrottled(queue.add(Events.event("one-more", "f", time.now(), 1)));
            broker.release();
        }
    }

    private DurableEventQueue queue(StuckBroker broker) {
        return new DurableEventQueue(broker, new DiskRoom(folder, Clock.system()), time, time);
    }

    private static void assertThrottled(CompletableFuture<Void> added) {
        assertTrue(added.isCompletedExceptionally());
        ApiException refusal = assertInstanceOf(ApiException.class, added.exceptionNow());
        assertEquals(ErrorCode.TOO_MANY_REQUESTS, refusal.code());
    }

    @Test
    void whatIsGivenBackComesAgainUnchanged() throws Exception {
        try (TestQueue queue = open()) {
            queue.deliver();
            queue.add(Events.event("one", "f", time.now(), 100));
            queue.take().giveBack();
            Taken again = queue.take();
            assertEquals("one", again.event().event().requestId());
            assertEquals(0, again.event().invokes());
            again.done().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void aFunctionSharesLanesAgainWhenItsOwnHasBeenEmptyForLong() throws Exception {
        try (TestQueue queue = open()) {
            queue.deliver();
            queue.add(Events.event("first", "f", time.now(), 100));
            queue.take().toOwnLane().get(20, TimeUnit.SECONDS);
            Taken inOwn = queue.take();
            assertTrue(inOwn.inOwnLane());
            time.advance(Lanes.EMPTY_BEFORE_SHARING_AGAIN.plusSeconds(1));
            queue.add(Events.event("second", "f", time.now(), 100));
            assertTrue(queue.take().inOwnLane(), "it was not empty");

            inOwn.done().get(20, TimeUnit.SECONDS);
        }
        try (TestQueue queue = open()) {
            queue.deliver();
            Taken left = queue.take();
            assertEquals("second", left.event().event().requestId());
            left.done().get(20, TimeUnit.SECONDS);
            queue.add(Events.event("third", "f", time.now(), 100));
            Taken third = queue.take();
            assertTrue(third.inOwnLane());
            third.done().get(20, TimeUnit.SECONDS);
            time.advance(Lanes.EMPTY_BEFORE_SHARING_AGAIN.plusSeconds(1));
            queue.add(Events.event("fourth", "f", time.now(), 100));
            Taken fourth = queue.take();
            assertEquals("fourth", fourth.event().event().requestId());
            assertFalse(fourth.inOwnLane());
        }
    }
}
