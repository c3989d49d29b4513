package dev.hearth.app;

import dev.hearth.api.assignment.Assignment;
import dev.hearth.foundation.time.Clock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Supplier;

/** Looks at a server from outside its roles. */
final class StatusSource implements Supplier<byte[]> {
    private final ServerOptions options;
    private final URI endpoint;
    private final String sandbox;
    private final Assignment assignment;
    private final RuntimeOffers runtimes;
    private final Clock clock;
    private final Instant started;

    StatusSource(
            ServerOptions options,
            URI endpoint,
            String sandbox,
            Assignment assignment,
            RuntimeOffers runtimes,
            Clock clock,
            Instant started) {
        this.options = options;
        this.endpoint = endpoint;
        this.sandbox = sandbox;
        this.assignment = assignment;
        this.runtimes = runtimes;
        this.clock = clock;
        this.started = started;
    }

    String sandbox() {
        return sandbox;
    }

    /** Blocks while this machine's runtimes are looked for, the first time. */
    ServerStatus now() {
        return new ServerStatus(
                BuildInfo.version(),
                endpoint,
                options.data(),
                options.account(),
                options.region(),
                sandbox,
                runtimes.find().offers(),
                assignment.environments(),
                started,
                clock.now());
    }

    /** The same as JSON, for {@code /_hearth/status}. */
    @Override
    public byte[] get() {
        return now().toJson().toString().getBytes(StandardCharsets.UTF_8);
    }
}
