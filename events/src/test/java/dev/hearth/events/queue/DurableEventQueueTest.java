package dev.hearth.events.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.foundation.testing.SimulatedTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableEventQueueTest {
    @TempDir Path folder;
    private final SimulatedTime time = new SimulatedTime();

    private TestQueue open() {
        return new TestQueue(folder, time, time);
    }

    private QueuedEvent event(String id, String function) {
        return Events.event(id, function, time.now(), 100);
    }

    @Test
    void startsNoBrokerBeforeTheFirstEvent() {
        try (TestQueue queue = open()) {
            queue.deliver();
            assertFalse(Files.exists(folder.resolve("queue")));
        }
    }

    @Test
    void handsOutWhatWasAdded() throws Exception {
        try (TestQueue queue = open()) {
            queue.deliver();
            queue.add(event("one", "f"));
            Taken taken = queue.take();
            assertEquals("one", taken.event().event().requestId());
            taken.done().get(20, TimeUnit.SECONDS);
            assertEquals(0, queue.queue.depth().get(20, TimeUnit.SECONDS).ready());
        }
    }

    @Test
    void keepsEventsAcrossARestartAndForgetsSettledOnes() throws Exception {
        try (TestQueue queue = open()) {
            for (int i = 0; i < 20; i++) {
                queue.add(event("id-" + i, "f" + i));
            }
            queue.deliver();
            queue.take().done().get(20, TimeUnit.SECONDS);
        }
        try (TestQueue queue = open()) {
            assertEquals(19, queue.queue.depth().get(20, TimeUnit.SECONDS).ready());
            queue.deliver();
            Set<String> ids = new HashSet<>();
            queue.take(19).forEach(taken -> ids.add(taken.event().event().requestId()));
            assertEquals(19, ids.size());
            assertTrue(queue.staysEmpty());
        }
    }

    @Test
    void comesAgainWhenDueAndNotBefore() throws Exception {
        try (TestQueue queue = open()) {
            queue.deliver();
            queue.add(event("one", "f"));
            Taken first = queue.take();
            first.again(Events.due(first.event(), time.now().plusSeconds(60)))
                    .get(20, TimeUnit.SECONDS);
            time.advance(Duration.ofSeconds(59));
            assertTrue(queue.staysEmpty());
            time.advance(Duration.ofSeconds(1));
            Taken second = queue.take();
            assertEquals(1, second.event().invokes());
            assertEquals("one", second.event().event().requestId());
        }
    }

    @Test
    void remembersADelayAcrossARestart() throws Exception {
        try (TestQueue queue = open()) {
            queue.add(Events.due(event("one", "f"), time.now().plusSeconds(60)));
        }
        try (TestQueue queue = open()) {
            queue.deliver();
            time.advance(Duration.ofSeconds(30));
            assertTrue(queue.staysEmpty());
            time.advance(Duration.ofSeconds(31));
            assertEquals("one", queue.take().event().event().requestId());
        }
        try (TestQueue queue = open()) {
            assertEquals(
                    new QueueDepth(1, 0, Map.of()), queue.queue.depth().get(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void aFunctionInItsOwnLaneLetsOthersPass() throws Exception {
        try (TestQueue queue = open()) {
            for (int i = 0; i < 700; i++) {
                queue.add(event("slow-" + i, "slow"));
            }
            queue.deliver();
            Set<String> moved = new HashSet<>();
            while (moved.size() < 700) {
                Taken taken = queue.take();
                // One that comes from the function's own lane is not settled: that lane is stuck.
                if (moved.add(taken.event().event().requestId())) {
                    taken.toOwnLane().get(20, TimeUnit.SECONDS);
                }
            }
            QueueDepth depth = queue.queue.depth().get(20, TimeUnit.SECONDS);
            assertEquals(Map.of(Events.function("slow"), 700L), depth.own());
            assertEquals(700, depth.ready());

            queue.taken.clear();
            queue.add(event("slow-last", "slow"));
            queue.add(event("quick", "quick"));
            assertEquals("quick", queue.take().event().event().requestId());
        }
    }
}
