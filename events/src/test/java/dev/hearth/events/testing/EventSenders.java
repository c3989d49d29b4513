package dev.hearth.events.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hearth.api.events.AsyncEvent;
import dev.hearth.events.queue.EventQueue;
import dev.hearth.events.queue.QueuedEvent;
import dev.hearth.foundation.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Adds numbered events from several threads until it is closed; what was taken is in the ledger.
 */
public final class EventSenders implements AutoCloseable {
    public static final int THREADS = 8;
    public static final String LOAD = THREADS + " senders";

    private static final int PAUSE_MILLIS = 20;

    private final EventQueue queue;
    private final EventLedger ledger;
    private final AtomicInteger numbers = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean over;

    public EventSenders(EventQueue queue, EventLedger ledger) {
        this.queue = queue;
        this.ledger = ledger;
        for (int i = 0; i < THREADS; i++) {
            threads.execute(this::send);
        }
    }

    private void send() {
        try {
            while (!over) {
                send(numbers.incrementAndGet());
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is refused, or gets no answer, may have been queued or not, and does not count. */
    private void send(int number) throws InterruptedException {
        AsyncEvent event =
                new AsyncEvent(
                        "request-" + number,
                        LedgerFunctions.functionOf(number),
                        Optional.empty(),
                        Integer.toString(number).getBytes(UTF_8),
                        "",
                        Clock.system().now());
        try {
            queue.add(QueuedEvent.fresh(event)).get(20, TimeUnit.SECONDS);
            ledger.acknowledge(number);
        } catch (ExecutionException e) {
            Thread.sleep(PAUSE_MILLIS);
        } catch (TimeoutException e) {
            throw new AssertionError("adding an event blocks", e);
        }
    }

    /** Ends the load. */
    @Override
    public void close() {
        over = true;
        threads.close();
    }
}
