package dev.hearth.bench.load;

import dev.hearth.foundation.time.Clock;
import java.io.IOException;
import java.time.Duration;

/** A request by itself, over a connection that is open already. */
public final class OneRequest implements AutoCloseable {
    private final Connection connection;
    private final Clock clock = Clock.system();

    public OneRequest(Target target) throws IOException {
        connection = new Connection(target);
    }

    /**
     * Sends the request and waits for the last byte of its answer.
     *
     * @throws IOException also when the answer isn't a 2xx: then with all of it
     */
    public Duration send() throws IOException {
        connection.send(clock.nanos());
        while (!connection.receive()) {
            // The channel blocks, so each turn brings more bytes.
        }
        Duration taken = Duration.ofNanos(clock.nanos() - connection.startNanos());
        if (!connection.isOk()) {
            throw new IOException("an error was answered: " + connection.response().text());
        }
        return taken;
    }

    /** The body of the last answer. */
    public String body() {
        return connection.response().body();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
