package dev.hearth.bench;

import dev.hearth.bench.cold.ColdResult;
import dev.hearth.bench.host.Machine;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A whole run.
 *
 * @param peers name to description, in the order to show
 */
public record Results(
        Instant time,
        Machine machine,
        BenchOptions options,
        Map<String, String> peers,
        List<Round> rounds,
        List<ColdResult> coldStarts,
        Footprint footprint) {

    public List<Round> of(String peer, Scenario scenario) {
        return rounds.stream()
                .filter(round -> round.peer().equals(peer) && round.scenario() == scenario)
                .toList();
    }
}
