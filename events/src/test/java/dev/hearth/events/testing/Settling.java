package dev.hearth.events.testing;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits until every acknowledged event is accounted for, or will not be any more. */
public final class Settling {
    /** Longer than the longest backoff, of five minutes: an event that waits is not lost. */
    private static final Duration STANDSTILL = Duration.ofMinutes(6);

    /** For what is out to be reported, once nothing is queued. */
    private static final Duration EMPTY = Duration.ofSeconds(15);

    private static final int LOOK_EVERY_MILLIS = 500;

    private Settling() {}

    /**
     * @param queued how many events are queued
     * @return how many are queued at the end
     */
    public static long await(EventLedger ledger, Callable<Long> queued) throws Exception {
        long reports = ledger.reports();
        long moved = System.nanoTime();
        while (!ledger.missing().isEmpty()) {
            Thread.sleep(LOOK_EVERY_MILLIS);
            long idle = System.nanoTime() - moved;
            if (ledger.reports() != reports) {
                reports = ledger.reports();
                moved = System.nanoTime();
            } else if (idle > STANDSTILL.toNanos()
                    || (idle > EMPTY.toNanos() && queued.call() == 0)) {
                return queued.call();
            }
        }
        return 0;
    }
}
