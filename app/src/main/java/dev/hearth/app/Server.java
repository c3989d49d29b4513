package dev.hearth.app;

import dev.hearth.foundation.time.Clock;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All roles in one process. */
public final class Server implements AutoCloseable {
    private final ServerOptions options;
    private final Instant started;

    private Server(ServerOptions options, Instant started) {
        this.options = options;
        this.started = started;
    }

    public static Server start(ServerOptions options) {
        return new Server(options, Clock.system().now());
    }

    public URI endpoint() {
        return URI.create("http://" + options.host() + ":" + options.port());
    }

    public ServerStatus status() {
        return new ServerStatus(
                "0",
                endpoint(),
                options.data(),
                options.account(),
                options.region(),
                "process",
                List.of(),
                List.of(),
                started,
                Clock.system().now());
    }

    /** Where the server that has this data folder listens, if there is one and it said so. */
    public static Optional<String> addressOf(Path data) {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
