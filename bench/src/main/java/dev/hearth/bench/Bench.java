package dev.hearth.bench;

import dev.hearth.bench.cold.ColdResult;
import dev.hearth.bench.cold.ColdStarts;
import dev.hearth.bench.function.EchoFunction;
import dev.hearth.bench.host.Machine;
import dev.hearth.bench.host.Weather;
import dev.hearth.bench.load.Outcome;
import dev.hearth.bench.peer.BareNode;
import dev.hearth.bench.peer.HearthEcho;
import dev.hearth.bench.peer.HearthServer;
import dev.hearth.bench.peer.LambdaLocal;
import dev.hearth.bench.peer.Peer;
import dev.hearth.bench.peer.Scratch;
import dev.hearth.bench.peer.ServerlessOffline;
import dev.hearth.foundation.time.Clock;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The flow of a run. */
final class Bench {
    private final BenchOptions options;
    private final Scratch scratch;
    private final Map<String, String> peers = new LinkedHashMap<>();
    private final List<Round> rounds = new ArrayList<>();
    private final List<ColdResult> coldStarts = new ArrayList<>();

    Bench(BenchOptions options) throws IOException {
        this.options = options;
        this.scratch = Scratch.of(options.root());
    }

    Results run() throws Exception {
        Instant time = Clock.system().now();
        say("start and memory");
        Footprint footprint = new Footprints(options, scratch).measure();
        try (HearthServer server = HearthServer.start(scratch, options.sandbox())) {
            ColdStarts cold = new ColdStarts(server.api(), scratch);
            for (EchoFunction function : EchoFunction.all()) {
                say("cold starts, " + function.runtime());
                ColdResult result = cold.measure(function, options.coldStarts());
                say(result.summary());
                coldStarts.add(result);
            }
            say("starting the peers");
            try (Peer bare = BareNode.start(scratch);
                    Peer hearth = HearthEcho.on(server, options.sandbox());
                    Peer offline = ServerlessOffline.start(scratch);
                    Peer local = LambdaLocal.start(scratch)) {
                underLoad(List.of(hearth, bare, offline, local));
            }
        }
        return new Results(time, Machine.describe(), options, peers, rounds, coldStarts, footprint);
    }

    private void underLoad(List<Peer> all) throws IOException, InterruptedException {
        for (Peer peer : all) {
            say("warming " + peer.name() + " up");
            peers.put(peer.name(), peer.about());
            Scenario.CLOSED_16.run(peer.target(), options.warmUp());
        }
        for (int number = 0; number < options.rounds(); number++) {
            for (Scenario scenario : Scenario.values()) {
                for (int i = 0; i < all.size(); i++) {
                    // Another one goes first in each round: nobody always follows the same one.
                    rounds.add(round(all.get((number + i) % all.size()), scenario, number));
                }
            }
        }
    }

    private Round round(Peer peer, Scenario scenario, int number)
            throws IOException, InterruptedException {
        Weather before = Weather.now();
        Outcome outcome = scenario.run(peer.target(), options.time());
        double stolen = Weather.now().stolenPercentSince(before);
        say(
                "round %d, %s, %s: %.0f/s, p50 %.0f us, %d errors"
                        .formatted(
                                number + 1,
                                scenario.title(),
                                peer.name(),
                                outcome.perSecond(),
                                outcome.micros(50),
                                outcome.errors()));
        return new Round(peer.name(), scenario, number, outcome, before.load(), stolen);
    }

    private static void say(String what) {
        System.out.println(what);
    }
}
