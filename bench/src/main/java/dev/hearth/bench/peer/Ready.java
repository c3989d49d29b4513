package dev.hearth.bench.peer;

import dev.hearth.bench.host.ServerProcess;
import dev.hearth.bench.load.OneRequest;
import dev.hearth.bench.load.Target;
import dev.hearth.foundation.time.Clock;
import java.io.IOException;
import java.time.Duration;

/** Waits until a server that was just started does what it is there for. */
final class Ready {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Ready() {}

    /** Until the port takes connections and the echo answers what it was sent. */
    static void echo(String name, ServerProcess server, Target target)
            throws IOException, InterruptedException {
        long giveUp = Clock.system().nanos() + PATIENCE.toNanos();
        while (!Ports.isOpen(target.address().getPort())) {
            if (!server.isAlive() || Clock.system().nanos() - giveUp > 0) {
                throw new IOException(name + " did not start: " + server.output());
            }
            Thread.sleep(PAUSE);
        }
        try (OneRequest request = new OneRequest(target)) {
            request.send();
            if (!request.body().contains("{}")) {
                throw new IOException(name + " answered something else: " + request.body());
            }
        }
    }
}
