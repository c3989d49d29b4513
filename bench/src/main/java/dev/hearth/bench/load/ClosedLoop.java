package dev.hearth.bench.load;

import dev.hearth.foundation.time.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * So many clients, each of which sends its next request when its last is answered: what a server
 * can do. One thread and one selector, because with as many threads as clients the scheduler would
 * be measured too.
 */
public final class ClosedLoop {
    private static final long POLL_MILLIS = 100;

    private final Clock clock;
    private final Histogram latency = Outcome.histogram();
    private final long endNanos;
    private long errors;

    private ClosedLoop(Clock clock, long endNanos) {
        this.clock = clock;
        this.endNanos = endNanos;
    }

    public static Outcome run(Target target, int connections, Duration time) throws IOException {
        Clock clock = Clock.system();
        List<Connection> all = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                Connection connection = new Connection(target);
                all.add(connection);
                connection.register(selector);
            }
            long start = clock.nanos();
            ClosedLoop loop = new ClosedLoop(clock, start + time.toNanos());
            loop.drive(all, selector);
            return new Outcome(
                    Duration.ofNanos(clock.nanos() - start),
                    loop.latency,
                    loop.errors,
                    Outcome.histogram());
        } finally {
            for (Connection connection : all) {
                connection.close();
            }
        }
    }

    private void drive(List<Connection> connections, Selector selector) throws IOException {
        for (Connection connection : connections) {
            connection.send(clock.nanos());
        }
        while (clock.nanos() - endNanos < 0) {
            selector.select(this::ready, POLL_MILLIS);
        }
    }

    private void ready(SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        try {
            if (connection.receive()) {
                long now = clock.nanos();
                latency.recordValue(now - connection.startNanos());
                if (!connection.isOk()) {
                    errors++;
                }
                connection.send(now);
            }
        } catch (IOException broken) {
            latency.recordValue(clock.nanos() - connection.startNanos());
            errors++;
            restart(connection, key.selector());
        }
    }

    private void restart(Connection connection, Selector selector) {
        try {
            connection.reconnect(selector);
            connection.send(clock.nanos());
        } catch (IOException gone) {
            throw new UncheckedIOException("the server takes no more connections", gone);
        }
    }
}
