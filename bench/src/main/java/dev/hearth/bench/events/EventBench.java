package dev.hearth.bench.events;

import dev.hearth.bench.function.EchoFunction;
import dev.hearth.bench.host.Weather;
import dev.hearth.bench.load.ClosedLoop;
import dev.hearth.bench.load.Outcome;
import dev.hearth.bench.peer.HearthServer;
import dev.hearth.bench.peer.LambdaApi;
import dev.hearth.bench.peer.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** {@code bench/events}: invokes of type Event, on the namespace backend. */
public final class EventBench {
    private static final Duration WARM_UP = Duration.ofSeconds(40);
    private static final Duration ROUND = Duration.ofSeconds(10);

    /** Until an idle server has given back what the load had needed. */
    private static final Duration UNTIL_TIDY = Duration.ofSeconds(40);

    private static final int ROUNDS = 3;
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
     * How many are accepted, how soon they start, and what that needs.
     *
     * @param name of the file in {@code bench/results}
     */
    public static void run(Path root, String name) throws IOException, InterruptedException {
        Weather before = Weather.now();
        EventBench bench = new EventBench(Scratch.of(root));
        bench.accepted();
        bench.report.write(root, name, before);
    }

    /** What a million queued, and a million retrying, do to a server; takes ten minutes. */
    public static void million(Path root, String name) throws IOException, InterruptedException {
        Weather before = Weather.now();
        EventReport report = new EventReport();
        new Million(Scratch.of(root), PAYLOAD, report).run();
        report.write(root, name, before);
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
            Outcome cold = load(api, "limited", CLIENTS, ROUND);
            say("first %s: %.0f/s".formatted(ROUND, cold.perSecond()));
            load(api, "limited", CLIENTS, WARM_UP);
            Outcome limited = median(api, "limited");
            say(
                    "%d in flight, reserved concurrency 1: %.0f/s"
                            .formatted(CLIENTS, limited.perSecond()));
            Outcome unlimited = load(api, "unlimited", CLIENTS, ROUND);
            say("%d in flight, no limit: %.0f/s".formatted(CLIENTS, unlimited.perSecond()));
            report.accepted(CLIENTS, cold, limited, unlimited);
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
            Thread.sleep(UNTIL_TIDY);
            report.memoryWithBroker(server.residentBytes() / MEGABYTE);
        }
    }

    /** The middle one of some rounds, by what was accepted a second. */
    private static Outcome median(LambdaApi api, String function) throws IOException {
        List<Outcome> rounds = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            rounds.add(load(api, function, CLIENTS, ROUND));
        }
        rounds.sort(Comparator.comparingDouble(Outcome::perSecond));
        return rounds.get(ROUNDS / 2);
    }

    private static Outcome load(LambdaApi api, String function, int clients, Duration time)
            throws IOException {
        return ClosedLoop.run(api.event(function, PAYLOAD), clients, time);
    }

    private static void say(String what) {
        System.out.println(what);
    }
}
