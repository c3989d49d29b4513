package dev.hearth.bench.events;

import dev.hearth.api.function.FunctionId;
import dev.hearth.bench.function.EchoFunction;
import dev.hearth.bench.load.ClosedLoop;
import dev.hearth.bench.load.Outcome;
import dev.hearth.bench.peer.HearthServer;
import dev.hearth.bench.peer.LambdaApi;
import dev.hearth.bench.peer.Scratch;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A million events for one function: queued, then (others) waiting for their next attempt. */
final class Million {
    private static final int EVENTS = 1_000_000;
    private static final int CLIENTS = 256;
    private static final int FEW = 50_000;
    private static final Duration ROUND = Duration.ofSeconds(10);
    private static final String HEAP_MB = "256";
    private static final String SANDBOX = "namespace";
    private static final String FUNCTION = "limited";

    /** Longer than it takes to store them, shorter than the ring of delays is. */
    private static final Duration UNTIL_DUE = Duration.ofMinutes(4);

    private static final Duration DUE_WITHIN = Duration.ofMinutes(1);

    private final Scratch scratch;
    private final String payload;
    private final EventReport report;

    Million(Scratch scratch, String payload, EventReport report) {
        this.scratch = scratch;
        this.payload = payload;
        this.report = report;
    }

    void run() throws IOException, InterruptedException {
        queued();
        retrying();
    }

    private void queued() throws IOException, InterruptedException {
        scratch.fresh("hearth-data");
        try (HearthServer server = restart()) {
            LambdaApi api = server.api();
            api.create(FUNCTION, EchoFunction.node());
            api.reserve(FUNCTION, 1);
            send(server, new Backlog(server), FEW);
        }
        // Code that is not compiled yet is slow whatever is queued.
        try (HearthServer server = restart()) {
            Backlog backlog = new Backlog(server);
            tell("few queued, after a restart", backlog.drain());
            send(server, backlog, FEW);
            backlog.awaitNoMoreThan(FEW);
            tell("few queued", backlog.drain());
            send(server, backlog, EVENTS);
            tell("a million queued", backlog.drain());
        }
        afterRestart("a million queued, after a restart");
    }

    private void send(HearthServer server, Backlog backlog, long until)
            throws IOException, InterruptedException {
        while (backlog.queued() < until) {
            Outcome outcome = ClosedLoop.run(server.api().event(FUNCTION, payload), CLIENTS, ROUND);
            say("%,d queued, %,.0f accepted/s".formatted(backlog.queued(), outcome.perSecond()));
        }
    }

    private void retrying() throws IOException, InterruptedException {
        scratch.fresh("hearth-data");
        try (HearthServer server = restart()) {
            server.api().create(FUNCTION, EchoFunction.node());
            server.api().reserve(FUNCTION, 1);
        }
        say("storing a million that have failed once");
        Instant due = Instant.now().plus(UNTIL_DUE);
        FunctionId function = new FunctionId("000000000000", "us-east-1", FUNCTION);
        new Retries(HearthServer.data(scratch), function, payload).add(EVENTS, due, DUE_WITHIN);
        try (HearthServer server = restart()) {
            report.restart("a million retrying", server.startTime());
            Backlog backlog = new Backlog(server);
            tell("a million retrying, not due", backlog.drain());
            Duration left = Duration.between(Instant.now(), due.plus(DUE_WITHIN.dividedBy(2)));
            if (left.isPositive()) {
                Thread.sleep(left);
            }
            tell("a million retrying, half of them due", backlog.drain());
            Thread.sleep(DUE_WITHIN);
            tell("a million retrying, all due", backlog.drain());
        }
    }

    private void afterRestart(String what) throws IOException, InterruptedException {
        try (HearthServer server = restart()) {
            report.restart("a million queued", server.startTime());
            tell(what, new Backlog(server).drain());
        }
    }

    private HearthServer restart() throws IOException, InterruptedException {
        HearthServer server =
                HearthServer.restart(scratch, SANDBOX, Map.of("HEARTH_HEAP", HEAP_MB + "m"));
        say("started in %d ms".formatted(server.startTime().toMillis()));
        return server;
    }

    private void tell(String what, Backlog.Drained drained) {
        say(
                "%s: %,d, drained at %,.0f/s, %d MB"
                        .formatted(
                                what, drained.queued(), drained.perSecond(), drained.megabytes()));
        report.backlog(HEAP_MB, what, drained);
    }

    private static void say(String what) {
        System.out.println(what);
    }
}
