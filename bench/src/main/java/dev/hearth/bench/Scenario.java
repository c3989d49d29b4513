package dev.hearth.bench;

import dev.hearth.bench.load.ClosedLoop;
import dev.hearth.bench.load.OpenLoop;
import dev.hearth.bench.load.Outcome;
import dev.hearth.bench.load.Target;
import java.io.IOException;
import java.time.Duration;

/** A kind of load. */
public enum Scenario {
    CLOSED_1("closed loop, 1 client", 1, 0),
    CLOSED_16("closed loop, 16 clients", 16, 0),
    OPEN_1("200 requests/s on schedule, 1 connection", 1, 200),
    OPEN_16("1,000 requests/s on schedule, 16 connections", 16, 1_000);

    private final String title;
    private final int connections;
    private final int perSecond;

    Scenario(String title, int connections, int perSecond) {
        this.title = title;
        this.connections = connections;
        this.perSecond = perSecond;
    }

    public String title() {
        return title;
    }

    public boolean isOpenLoop() {
        return perSecond > 0;
    }

    Outcome run(Target target, Duration time) throws IOException, InterruptedException {
        return isOpenLoop()
                ? OpenLoop.run(target, connections, perSecond, time)
                : ClosedLoop.run(target, connections, time);
    }
}
