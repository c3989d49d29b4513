package dev.hearth.events.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.events.testing.CrashReport;
import dev.hearth.events.testing.EventLedger;
import dev.hearth.events.testing.EventSenders;
import dev.hearth.events.testing.Pollers;
import dev.hearth.events.testing.Settling;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of poller processes and of the broker, at random moments under load: every
 * acknowledged event is delivered or ends where its owner said. {@code dev/crash-run} runs it for
 * longer.
 */
class PollerCrashTest {
    private static final int POLLERS = 3;

    private final CrashReport report =
            new CrashReport(
                    "3-pollers.md",
                    "Poller processes that share a broker, and the broker, killed apart",
                    EventSenders.LOAD);

    @TempDir private Path folder;

    @Test
    void everyAcknowledgedEventIsAccountedFor() throws Exception {
        Random random = new Random(CrashReport.SEED);
        try (EventLedger ledger = new EventLedger();
                Pollers pollers = new Pollers(folder, POLLERS, ledger.port());
                DurableEventQueue writer = pollers.writer()) {
            try (EventSenders _ = new EventSenders(writer, ledger)) {
                long end = System.nanoTime() + CrashReport.LOAD.toNanos();
                for (int kill = 0; System.nanoTime() < end; kill++) {
                    TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(4_000));
                    // The broker now and then, and in the shortest run, too.
                    if (kill % 3 == 1) {
                        killBroker(pollers, random);
                    } else {
                        killPoller(pollers, random);
                    }
                }
            }
            long queued = Settling.await(ledger, () -> queued(writer));
            report.account(ledger, queued);
            report.write();
            EventLedger.Tally tally = ledger.tally();
            assertTrue(tally.acknowledged() > 100, () -> "hardly any load: " + tally);
            assertTrue(tally.dead() > 0, () -> "no event failed: " + tally);
            assertEquals(0, tally.missing(), () -> ledger.missing() + " of " + tally);
        }
    }

    private void killBroker(Pollers pollers, Random random) throws Exception {
        long killed = System.nanoTime();
        pollers.broker().kill();
        TimeUnit.MILLISECONDS.sleep(random.nextInt(2_000));
        pollers.broker().startAgain();
        report.killed("the broker", Duration.ofNanos(System.nanoTime() - killed));
    }

    private void killPoller(Pollers pollers, Random random) throws Exception {
        int poller = random.nextInt(POLLERS);
        long killed = System.nanoTime();
        pollers.kill(poller);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(2_000));
        pollers.startAgain(poller);
        report.killed("a poller", Duration.ofNanos(System.nanoTime() - killed));
    }

    private static long queued(DurableEventQueue queue) throws Exception {
        QueueDepth depth = queue.depth().get(10, TimeUnit.SECONDS);
        return depth.ready() + depth.delayed();
    }
}
