package dev.hearth.bench.report;

import dev.hearth.bench.BenchOptions;
import dev.hearth.bench.Results;
import dev.hearth.bench.Scenario;
import dev.hearth.bench.cold.ColdResult;
import dev.hearth.bench.host.Machine;
import java.util.stream.Collectors;

/** The table for people. */
final class MarkdownReport {
    private static final double[] PERCENTILES = {50, 90, 99, 99.9};
    private static final double MICROS_PER_MILLI = 1e3;

    private final Results results;
    private final Digest digest;
    private final StringBuilder out = new StringBuilder();

    private MarkdownReport(Results results) {
        this.results = results;
        this.digest = new Digest(results);
    }

    static String of(Results results) {
        return new MarkdownReport(results).write();
    }

    private String write() {
        line("# Hearth and its peers");
        line("");
        line("![plot](%s.svg)".formatted(results.options().name()));
        budgets();
        for (Scenario scenario : Scenario.values()) {
            load(scenario);
        }
        coldStarts();
        conditions();
        return out.toString();
    }

    private void budgets() {
        heading("What is promised");
        line("| Promise | Measured | |");
        line("|---|---|---|");
        for (Budget budget : Budget.all(digest)) {
            row(budget.promise(), budget.measured(), budget.kept() ? "kept" : "**missed**");
        }
    }

    private void load(Scenario scenario) {
        heading("Warm: " + scenario.title());
        line("Medians over rounds, with the lowest and highest round in brackets.");
        line("");
        line("| | answers/s | p50 ms | p90 ms | p99 ms | p99.9 ms | errors |");
        line("|---|---|---|---|---|---|---|");
        for (String peer : results.peers().keySet()) {
            out.append("| ").append(peer).append(" | ");
            out.append(spread(digest.perSecond(peer, scenario), 1, "%,.0f"));
            for (double percentile : PERCENTILES) {
                Spread micros = digest.micros(peer, scenario, percentile);
                out.append(" | ").append(spread(micros, MICROS_PER_MILLI, "%.3f"));
            }
            out.append(" | ").append(digest.errors(peer, scenario)).append(" |\n");
        }
    }

    private void coldStarts() {
        heading("Cold: first byte in to answer out, in a new environment");
        line(
                "Bare is the same runtime client and handler as a plain process on a stub of the"
                        + " Runtime API.");
        line("");
        line("| | bare p50 ms | Hearth p50 ms | added p50 ms | bare p90 ms | Hearth p90 ms |");
        line("|---|---|---|---|---|---|");
        for (ColdResult cold : results.coldStarts()) {
            row(
                    cold.runtime(),
                    millis(cold.bareP50()),
                    millis(cold.hearthP50()),
                    millis(cold.addedP50()),
                    millis(ColdResult.percentileMillis(cold.bare(), 90)),
                    millis(ColdResult.percentileMillis(cold.hearth(), 90)));
        }
    }

    private void conditions() {
        heading("Conditions");
        Machine machine = results.machine();
        BenchOptions options = results.options();
        line("- %s".formatted(results.time()));
        line(
                "- %s, %d processors, %,d MB; Linux %s; %s"
                        .formatted(
                                machine.processor(),
                                machine.processors(),
                                machine.memoryMb(),
                                machine.kernel(),
                                machine.java()));
        line(
                "- %d rounds of %d s, peers by turns; load generator and servers on the same machine"
                        .formatted(options.rounds(), options.time().toSeconds()));
        line(
                "- load average up to %.2f; processor time stolen by the hypervisor up to %.1f%%"
                        .formatted(digest.mostLoad(), digest.mostStolen()));
        line(
                "- the load generator itself was late by %.0f us at p50 and %.0f us at p99, at worst"
                        .formatted(digest.lateness(50), digest.lateness(99)));
        results.peers().forEach((name, about) -> line("- " + name + ": " + about));
        line(
                "- cold starts measured: "
                        + results.coldStarts().stream()
                                .map(cold -> cold.runtime() + " " + cold.hearth().size())
                                .collect(Collectors.joining(", ")));
    }

    private void heading(String text) {
        line("");
        line("## " + text);
        line("");
    }

    private void row(String... cells) {
        line("| " + String.join(" | ", cells) + " |");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    private static String spread(Spread spread, double unit, String form) {
        return (form + " (" + form + "–" + form + ")")
                .formatted(spread.median() / unit, spread.min() / unit, spread.max() / unit);
    }

    private static String millis(double value) {
        return "%.1f".formatted(value);
    }
}
