package dev.hearth.events.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.events.broker.Broker;
import dev.hearth.events.broker.BrokerConnection;
import dev.hearth.events.broker.BrokerException;
import dev.hearth.events.broker.EmbeddedBroker;
import dev.hearth.foundation.testing.SimulatedTime;
import dev.hearth.foundation.time.Clock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueFaultsTest {
    @TempDir Path folder;
    private final SimulatedTime time = new SimulatedTime();

    private DurableEventQueue queue(Broker broker) {
        return new DurableEventQueue(broker, new DiskRoom(folder, Clock.system()), time, time);
    }

    /** Lets a connection through when it is told to, and leaves the broker running. */
    private static final class SlowBroker implements Broker {
        final CountDownLatch connecting = new CountDownLatch(1);
        final CountDownLatch go = new CountDownLatch(1);
        final CompletableFuture<BrokerConnection> connection = new CompletableFuture<>();
        private final EmbeddedBroker broker;

        SlowBroker(EmbeddedBroker broker) {
            this.broker = broker;
        }

        @Override
        public boolean mayHoldEvents() {
            return false;
        }

        @Override
        public boolean mayBeAway() {
            return false;
        }

        @Override
        public BrokerConnection connect() {
            connecting.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new BrokerException("interrupted", e);
            }
            connection.complete(broker.connect());
            return connection.join();
        }

        @Override
        public void close() {}
    }

    @Test
    void closesAConnectionThatIsMadeWhileTheQueueCloses() throws Exception {
        EmbeddedBroker embedded = new EmbeddedBroker(folder);
        SlowBroker broker = new SlowBroker(embedded);
        DurableEventQueue queue = queue(broker);
        CompletableFuture<Void> added = queue.add(Events.event("one", "f", time.now(), 10));
        broker.connecting.await();
        queue.close();
        broker.go.countDown();
        assertThrows(ExecutionException.class, () -> added.get(20, TimeUnit.SECONDS));
        BrokerConnection connection = broker.connection.get(20, TimeUnit.SECONDS);
        assertThrows(BrokerException.class, () -> connection.depth("any"));
        embedded.close();
    }

    @Test
    void anEmbeddedBrokerStartsNoMoreOnceItIsClosed() {
        EmbeddedBroker broker = new EmbeddedBroker(folder);
        broker.close();
        assertThrows(BrokerException.class, broker::connect);
    }

    @Test
    void anEventWhoseTakerFailedComesAgain() throws Exception {
        BlockingQueue<Taken> taken = new LinkedBlockingQueue<>();
        AtomicBoolean fail = new AtomicBoolean(true);
        try (DurableEventQueue queue = queue(new EmbeddedBroker(folder))) {
            queue.deliverTo(next -> {
                if (fail.getAndSet(false)) {
                    throw new IllegalStateException("a fault of the taker's");
                }
                taken.add(next);
            });
            queue.add(Events.event("one", "f", time.now(), 10)).get(20, TimeUnit.SECONDS);
            Taken again = null;
            for (int i = 0; i < 40 && again == null; i++) {
                time.advance(Duration.ofSeconds(1));
                again = taken.poll(500, TimeUnit.MILLISECONDS);
            }
            assertTrue(again != null, "the event was lost or its lane stands still");
            assertEquals("one", again.event().event().requestId());
        }
    }
}
