package dev.hearth.events.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.events.broker.ExternalBroker;
import dev.hearth.events.testing.BrokerProcess;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.SystemTimers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else's broker is killed, and comes back; real time, a real broker. */
@Timeout(90)
class BrokerLossTest {
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    @TempDir private Path folder;
    private final SystemTimers timers = new SystemTimers();
    private final Clock clock = Clock.system();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> delivered = ConcurrentHashMap.newKeySet();
    private final Set<String> sentBack = ConcurrentHashMap.newKeySet();
    private final AtomicInteger numbers = new AtomicInteger();
    private BrokerProcess broker;

    @BeforeEach
    void start() throws Exception {
        broker = BrokerProcess.start(folder.resolve("broker"));
    }

    @AfterEach
    void stop() {
        broker.close();
        timers.close();
    }

    private TestQueue open() {
        return new TestQueue(new ExternalBroker(broker.url()), folder, clock, timers);
    }

    @Test
    void losesNothingAcknowledgedAndDeliversAgainWhenTheBrokerIsBack() throws Exception {
        AtomicBoolean adding = new AtomicBoolean(true);
        try (TestQueue queue = open()) {
            queue.queue.deliverTo(this::take);
            Thread adder = Thread.ofVirtual().start(() -> addAll(queue, adding));
            for (int kill = 0; kill < 2; kill++) {
                int before = acknowledged.size();
                await(() -> acknowledged.size() > before + 200);
                broker.kill();
                assertRefusesAtOnce(queue);
                broker.startAgain();
                int after = acknowledged.size();
                await(() -> acknowledged.size() > after);
            }
            adding.set(false);
            adder.join();
            await(() -> delivered.containsAll(acknowledged));
            // A retry's second was passed while the broker was away, or after it: it came.
            assertTrue(delivered.stream().anyMatch(sentBack::contains));
        }
    }

    private void addAll(TestQueue queue, AtomicBoolean adding) {
        while (adding.get()) {
            String id = "id-" + numbers.incrementAndGet();
            try {
                queue.add(Events.event(id, "f" + id.hashCode() % 9, clock.now(), 300));
                acknowledged.add(id);
            } catch (Exception e) {
                pause(20);
            }
        }
    }

    /** Every fifth is sent back once, to come again after a second. */
    private void take(Taken taken) {
        String id = taken.event().event().requestId();
        if (id.endsWith("5") && sentBack.add(id)) {
            var _ = taken.again(Events.due(taken.event(), clock.now().plusSeconds(1)));
            return;
        }
        delivered.add(id);
        // It may fail though it has happened: then the event does not come again, nor need it.
        var _ = taken.done();
    }

    private void assertRefusesAtOnce(TestQueue queue) throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            Instant before = clock.now();
            Optional<ApiException> refusal = refusal(queue);
            assertEquals(
                    Optional.of(ErrorCode.SERVICE_UNAVAILABLE), refusal.map(ApiException::code));
            assertFalse(Duration.between(before, clock.now()).compareTo(AT_ONCE) > 0, "it waited");
            pause(300);
        }
    }

    private Optional<ApiException> refusal(TestQueue queue) throws InterruptedException {
        try {
            queue.queue.add(Events.event("refused", "f", clock.now(), 1)).get(20, TimeUnit.SECONDS);
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(assertInstanceOf(ApiException.class, e.getCause()));
        } catch (TimeoutException e) {
            throw new AssertionError("no answer", e);
        }
    }

    @Test
    void startsBeforeItsBroker() throws Exception {
        broker.kill();
        try (TestQueue queue = open()) {
            queue.deliver();
            assertRefusesAtOnce(queue);
            broker.startAgain();
            await(() -> accepts(queue));
            assertEquals("accepted", queue.take().event().event().requestId());
        }
    }

    private boolean accepts(TestQueue queue) {
        try {
            queue.add(Events.event("accepted", "f", clock.now(), 1));
            return true;
        } catch (Exception e) {
            return false;
        }
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            pause(20);
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError("waited for too long", e);
        }
    }
}
