package dev.hearth.bench.events;

import dev.hearth.bench.peer.HearthServer;
import dev.hearth.bench.peer.LambdaApi;
import dev.hearth.foundation.time.Clock;
import java.io.IOException;
import java.time.Duration;

/** Watches a server work its queue down. */
final class Backlog {
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final int MEGABYTE = 1024 * 1024;

    private final HearthServer server;
    private final LambdaApi api;
    private final Clock clock = Clock.system();

    Backlog(HearthServer server) {
        this.server = server;
        this.api = server.api();
    }

    long queued() throws IOException, InterruptedException {
        return api.queued();
    }

    /** Waits until a server that has been fed no longer is. */
    void awaitNoMoreThan(long events) throws IOException, InterruptedException {
        while (api.queued() > events) {
            Thread.sleep(LOOK.dividedBy(100));
        }
    }

    /** For some seconds, in which nothing is added. */
    Drained drain() throws IOException, InterruptedException {
        long queued = api.queued();
        long begin = clock.nanos();
        Thread.sleep(LOOK);
        long left = api.queued();
        double seconds = Duration.ofNanos(clock.nanos() - begin).toMillis() / 1e3;
        return new Drained(queued, (queued - left) / seconds, server.residentBytes() / MEGABYTE);
    }

    /**
     * @param queued at the beginning
     * @param megabytes resident at the end
     */
    record Drained(long queued, double perSecond, long megabytes) {}
}
