package dev.hearth.bench.load;

import dev.hearth.foundation.time.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Requests at a fixed rate, whatever the server does: what users feel. Latency is counted from the
 * moment a request was due, also when no connection was free to send it, so a slow answer cannot
 * hide the requests that queued behind it (no coordinated omission).
 *
 * <p>The calling thread sends; a second one reads.
 */
public final class OpenLoop {
    /** Threads wake up to this late; the rest of the wait is spun away. */
    private static final long SPIN_NANOS = 60_000;

    /** Answers this late are given up on; they count as errors, with the latency they reached. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final long POLL_MILLIS = 50;

    private final Clock clock = Clock.system();
    private final Histogram latency = Outcome.histogram();
    private final Histogram lateness = Outcome.histogram();
    private final List<Connection> all = new ArrayList<>();
    private final BlockingQueue<Connection> free;
    private final Selector selector;
    private volatile boolean reading = true;
    private final AtomicInteger answered = new AtomicInteger();
    private long errors;

    private OpenLoop(Target target, int connections, Selector selector) throws IOException {
        this.selector = selector;
        this.free = new ArrayBlockingQueue<>(connections);
        for (int i = 0; i < connections; i++) {
            Connection connection = new Connection(target);
            all.add(connection);
            connection.register(selector);
            free.add(connection);
        }
    }

    /**
     * @param perSecond requests in a second, over all connections
     */
    public static Outcome run(Target target, int connections, int perSecond, Duration time)
            throws IOException, InterruptedException {
        try (Selector selector = Selector.open()) {
            return new OpenLoop(target, connections, selector).run(perSecond, time);
        }
    }

    private Outcome run(int perSecond, Duration time) throws IOException, InterruptedException {
        long interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        int planned = (int) (time.toNanos() / interval);
        Thread reader = Thread.ofPlatform().name("open-loop-reader").start(this::read);
        long start = clock.nanos();
        long giveUp = start + time.plus(PATIENCE).toNanos();
        int sent = send(planned, start, interval, giveUp);
        while (answered.get() < sent && clock.nanos() - giveUp < 0) {
            LockSupport.parkNanos(SPIN_NANOS);
        }
        long end = clock.nanos();
        reading = false;
        selector.wakeup();
        reader.join();
        // Who was never answered, or never even sent, waited at least until now.
        for (int i = answered.get(); i < planned; i++) {
            latency.recordValue(end - (start + i * interval));
            errors++;
        }
        for (Connection connection : all) {
            connection.close();
        }
        return new Outcome(Duration.ofNanos(end - start), latency, errors, lateness);
    }

    private int send(int planned, long start, long interval, long giveUp)
            throws IOException, InterruptedException {
        for (int i = 0; i < planned; i++) {
            long due = start + i * interval;
            waitUntil(due);
            Connection connection = free.poll();
            if (connection == null) {
                connection = free.poll(giveUp - clock.nanos(), TimeUnit.NANOSECONDS);
            } else {
                lateness.recordValue(Math.max(0, clock.nanos() - due));
            }
            if (connection == null) {
                return i;
            }
            connection.send(due);
        }
        return planned;
    }

    private void waitUntil(long due) {
        for (long left = due - clock.nanos(); left > 0; left = due - clock.nanos()) {
            if (left > SPIN_NANOS) {
                LockSupport.parkNanos(left - SPIN_NANOS);
            } else {
                Thread.onSpinWait();
            }
        }
    }

    private void read() {
        try {
            while (reading) {
                selector.select(this::ready, POLL_MILLIS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ready(SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        try {
            if (connection.receive()) {
                finish(connection, connection.isOk());
            }
        } catch (IOException broken) {
            boolean underWay = connection.isUnderWay();
            reconnect(connection);
            if (underWay) {
                finish(connection, false);
            }
        }
    }

    private void finish(Connection connection, boolean ok) {
        latency.recordValue(clock.nanos() - connection.startNanos());
        if (!ok) {
            errors++;
        }
        connection.rest();
        free.add(connection);
        answered.incrementAndGet();
    }

    private void reconnect(Connection connection) {
        try {
            connection.reconnect(selector);
        } catch (IOException gone) {
            throw new UncheckedIOException("the server takes no more connections", gone);
        }
    }
}
