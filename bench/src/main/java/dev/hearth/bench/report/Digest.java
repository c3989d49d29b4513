package dev.hearth.bench.report;

import dev.hearth.bench.Results;
import dev.hearth.bench.Round;
import dev.hearth.bench.Scenario;
import java.util.function.ToDoubleFunction;

/** Looks results up, over all rounds. */
record Digest(Results results) {
    static final String HEARTH = "Hearth";
    static final String BARE = "bare Node";
    static final String OFFLINE = "serverless-offline";

    Spread perSecond(String peer, Scenario scenario) {
        return spread(peer, scenario, round -> round.outcome().perSecond());
    }

    Spread micros(String peer, Scenario scenario, double percentile) {
        return spread(peer, scenario, round -> round.outcome().micros(percentile));
    }

    long errors(String peer, Scenario scenario) {
        return results.of(peer, scenario).stream().mapToLong(r -> r.outcome().errors()).sum();
    }

    double mostLoad() {
        return results.rounds().stream().mapToDouble(Round::load).max().orElse(0);
    }

    double mostStolen() {
        return results.rounds().stream().mapToDouble(Round::stolenPercent).max().orElse(0);
    }

    /** How late the load generator itself was, at worst over rounds, in microseconds. */
    double lateness(double percentile) {
        return results.rounds().stream()
                .filter(round -> round.scenario().isOpenLoop())
                .mapToDouble(round -> round.outcome().latenessMicros(percentile))
                .max()
                .orElse(0);
    }

    private Spread spread(String peer, Scenario scenario, ToDoubleFunction<Round> value) {
        return Spread.of(results.of(peer, scenario).stream().mapToDouble(value).boxed().toList());
    }
}
