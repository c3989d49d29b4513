package dev.hearth.bench.report;

import dev.hearth.bench.Scenario;
import dev.hearth.bench.cold.ColdResult;
import java.util.ArrayList;
import java.util.List;

/**
 * A number that Hearth has promised.
 *
 * @param promise in words
 */
record Budget(String promise, String measured, boolean kept) {
    private static final double WARM_P50_RATIO = 2.5;
    private static final double THROUGHPUT_RATIO = 0.2;
    private static final double OFFLINE_RATIO = 5;
    private static final double COLD_ADDED_MILLIS = 6;
    private static final double START_MILLIS = 1_500;
    private static final double IDLE_MB = 150;
    private static final double ENVIRONMENT_MB = 1.5;
    private static final double MB = 1 << 20;

    static List<Budget> all(Digest digest) {
        List<Budget> all = new ArrayList<>(warm(digest));
        for (ColdResult cold : digest.results().coldStarts()) {
            if (!cold.language().equals("java")) {
                all.add(cold(cold));
            }
        }
        all.addAll(footprint(digest));
        return all;
    }

    private static List<Budget> warm(Digest digest) {
        double latency =
                digest.micros(Digest.HEARTH, Scenario.CLOSED_1, 50).median()
                        / digest.micros(Digest.BARE, Scenario.CLOSED_1, 50).median();
        double hearth = digest.perSecond(Digest.HEARTH, Scenario.CLOSED_16).median();
        double bare = hearth / digest.perSecond(Digest.BARE, Scenario.CLOSED_16).median();
        double offline = hearth / digest.perSecond(Digest.OFFLINE, Scenario.CLOSED_16).median();
        return List.of(
                atMost("warm p50, 1 client, times bare Node's", latency, WARM_P50_RATIO, "x"),
                atLeast("throughput, 16 clients, times bare Node's", bare, THROUGHPUT_RATIO),
                atLeast(
                        "throughput, 16 clients, times serverless-offline's",
                        offline,
                        OFFLINE_RATIO));
    }

    private static Budget cold(ColdResult cold) {
        return atMost(
                "cold start over the bare process, p50, " + cold.language(),
                cold.addedP50(),
                COLD_ADDED_MILLIS,
                " ms");
    }

    private static List<Budget> footprint(Digest digest) {
        var footprint = digest.results().footprint();
        return List.of(
                atMost(
                        "server start to healthy, median",
                        ColdResult.percentileMillis(footprint.starts(), 50),
                        START_MILLIS,
                        " ms"),
                atMost("idle resident memory", footprint.idleBytes() / MB, IDLE_MB, " MB"),
                atMost(
                        "server memory for each of %d idle environments"
                                .formatted(footprint.environments()),
                        footprint.environmentBytes() / MB,
                        ENVIRONMENT_MB,
                        " MB"));
    }

    private static Budget atMost(String what, double measured, double limit, String unit) {
        return new Budget(
                "%s: at most %s%s".formatted(what, number(limit), unit),
                number(measured) + unit,
                measured <= limit);
    }

    private static Budget atLeast(String what, double measured, double limit) {
        return new Budget(
                "%s: at least %sx".formatted(what, number(limit)),
                number(measured) + "x",
                measured >= limit);
    }

    private static String number(double value) {
        return (value >= 100 ? "%.0f" : "%.2f").formatted(value);
    }
}
