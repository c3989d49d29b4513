package dev.hearth.events.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.events.testing.EventLedger;
import dev.hearth.events.testing.EventSenders;
import dev.hearth.events.testing.Pollers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSession.QueueQuery;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes share the lanes by leases: a real broker, a real record store, real kills. */
class LeasedLanesTest {
    /** A lease's life of 10 s and a beat, then the backlog and its retries, on a busy machine. */
    private static final Duration ONE_DEATH = Duration.ofSeconds(25);

    @TempDir private Path folder;

    @Test
    @Timeout(120)
    void aProcessThatDiesCostsSecondsAndNoLaneHasTwoReaders() throws Exception {
        try (EventLedger ledger = new EventLedger();
                Pollers pollers = new Pollers(folder, 3, ledger.port());
                DurableEventQueue writer = pollers.writer();
                ServerLocator locator = ActiveMQClient.createServerLocator(pollers.broker().url());
                ClientSession session = locator.createSessionFactory().createSession()) {
            Set<String> read = new HashSet<>();
            while (read.size() < Lanes.SHARED) {
                watch(session, read);
            }
            try (EventSenders _ = new EventSenders(writer, ledger)) {
                watch(session, read, Duration.ofSeconds(2));
                pollers.kill(1);
                watch(session, read, Duration.ofSeconds(4));
            }
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (!ledger.missing().isEmpty() && System.nanoTime() < end) {
                watch(session, read);
            }
            EventLedger.Tally tally = ledger.tally();
            assertEquals(0, tally.missing(), tally::toString);
            assertTrue(tally.acknowledged() > 200 && tally.dead() > 0, tally::toString);
            assertTrue(
                    ledger.slowest().compareTo(ONE_DEATH) < 0,
                    () -> "the slowest event took " + ledger.slowest());
        }
    }

    private static void watch(ClientSession session, Set<String> read, Duration length)
            throws Exception {
        long end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() < end) {
            watch(session, read);
        }
    }

    /** Notes which lanes are read, by one process each. */
    private static void watch(ClientSession session, Set<String> read) throws Exception {
        for (int lane = 0; lane < Lanes.SHARED; lane++) {
            String queue = Lane.SHARED + lane;
            QueueQuery query = session.queueQuery(SimpleString.of(queue));
            assertTrue(query.getConsumerCount() <= 1, () -> queue + " has two readers");
            if (query.getConsumerCount() == 1) {
                read.add(queue);
            }
        }
        TimeUnit.MILLISECONDS.sleep(50);
    }
}
