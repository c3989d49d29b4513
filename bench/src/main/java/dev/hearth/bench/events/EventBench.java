package dev.hearth.bench.events;

import dev.hearth.bench.function.EchoFunction;
import dev.hearth.bench.host.Machine;
import dev.hearth.bench.host.Weather;
import dev.hearth.bench.load.ClosedLoop;
import dev.hearth.bench.load.Outcome;
import dev.hearth.bench.peer.HearthServer;
import dev.hearth.bench.peer.LambdaApi;
import dev.hearth.bench.peer.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code bench/events}: invokes of type Event, on the namespace backend. */
public final class EventBench {
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration ROUND = Duration.ofSeconds(10);
    private static final int CLIENTS = 256;
    private static final int KILOBYTE = 1024;
    private static final int MEGABYTE = 1024 * 1024;
    private static final String PAYLOAD = "{\"text\":\"" + "x".repeat(KILOBYTE - 11) + "\"}";

    private final Scratch scratch;
    private final EventReport report = new EventReport();

    private EventBench(Scratch scratch) {
        this.scratch = scratch;
    }

    /**
     * @param name of the file in {@code bench/results}
     * @param million whether to queue a million events as well, which takes minutes
     */
    public static void run(Path root, String name, boolean million)
            throws IOException, InterruptedException {
        Weather before = Weather.now();
        EventBench bench = new EventBench(Scratch.of(root));
        bench.accepted();
        if (million) {
            bench.million();
        }
        bench.report.conditions(Machine.describe(), Disk.weather(before));
        Path file = root.resolve("bench/results").resolve(name + ".md");
        Files.writeString(file, bench.report.text());
        System.out.println("wrote " + file);
    }

    private void accepted() throws IOException, InterruptedException {
        long idleBefore;
        double sync = Disk.syncMicros(scratch.fresh("disk"));
        try (HearthServer server = HearthServer.start(scratch, "namespace")) {
            idleBefore = server.residentBytes();
            LambdaApi api = server.api();
            api.create("limited", EchoFunction.node());
            api.reserve("limited", 1);
            api.create("unlimited", EchoFunction.node());
            say("warming up");
            load(api, "limited", CLIENTS, WARM_UP);
            Outcome limited = load(api, "limited", CLIENTS, ROUND);
            say(
                    "%d in flight, reserved concurrency 1: %.0f/s"
                            .formatted(CLIENTS, limited.perSecond()));
            Outcome unlimited = load(api, "unlimited", CLIENTS, ROUND);
            say("%d in flight, no limit: %.0f/s".formatted(CLIENTS, unlimited.perSecond()));
            report.accepted(CLIENTS, limited, unlimited);
        }
        try (HearthServer server = HearthServer.start(scratch, "namespace")) {
            LambdaApi api = server.api();
            api.create("one", EchoFunction.node());
            load(api, "one", 1, WARM_UP);
            Outcome one = load(api, "one", 1, ROUND);
            say("1 in flight: p50 %.0f us, the disk alone %.0f us".formatted(one.micros(50), sync));
            report.alone(one, sync);
            report.memoryBefore(idleBefore / MEGABYTE);
            List<Duration> delays = new StartDelays(api, "one").measure();
            say("from 202 to START: p50 %.1f ms".formatted(EventReport.p50Millis(delays)));
            report.delays(delays);
            Thread.sleep(Duration.ofSeconds(5));
            report.memoryWithBroker(server.residentBytes() / MEGABYTE);
        }
    }

    /** A million events that one environment could never get through: they stay queued. */
    private void million() throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        HearthServer server = HearthServer.start(scratch, "namespace");
        try {
            LambdaApi api = server.api();
            api.create("slow", EchoFunction.holding());
            api.reserve("slow", 1);
            long sent = 0;
            while (sent < 1_000_000) {
                Outcome outcome = load(api, "slow", CLIENTS, ROUND);
                sent += outcome.requests() - outcome.errors();
                lines.add(
                        "| %,d | %,.0f | %d |"
                                .formatted(
                                        sent,
                                        outcome.perSecond(),
                                        server.residentBytes() / MEGABYTE));
                say("%,d queued, %.0f/s".formatted(sent, outcome.perSecond()));
            }
            server.close();
            server = HearthServer.restart(scratch, "namespace");
            say("restart with them: %d ms".formatted(server.startTime().toMillis()));
            long waiting = server.api().waiting("slow");
            report.million(lines, server.startTime(), waiting, server.residentBytes() / MEGABYTE);
        } finally {
            server.close();
        }
    }

    private static Outcome load(LambdaApi api, String function, int clients, Duration time)
            throws IOException {
        return ClosedLoop.run(api.event(function, PAYLOAD), clients, time);
    }

    private static void say(String what) {
        System.out.println(what);
    }
}
