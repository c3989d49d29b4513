package dev.hearth.bench.report;

import dev.hearth.bench.Results;
import dev.hearth.bench.Scenario;
import dev.hearth.bench.host.Machine;

/**
 * The whole picture: what a warm invoke costs, how many fit in a second, what a cold start adds.
 */
final class Plot {
    private static final int WIDTH = 1180;
    private static final int HEIGHT = 860;
    private static final int COLUMN = 590;
    private static final int TOP = 150;
    private static final int ROW = 360;
    private static final int DATA_HEIGHT = 240;
    private static final int DATA_WIDTH = 300;

    private Plot() {}

    static String of(Results results) {
        Digest digest = new Digest(results);
        Svg svg = new Svg(WIDTH, HEIGHT);
        heading(svg, results);
        new LatencyPanel(digest, Scenario.CLOSED_1, area(0, 0))
                .draw(svg, "Warm invoke: latency of one client");
        new ThroughputPanel(digest, Scenario.CLOSED_16, area(1, 0))
                .draw(svg, "Warm invoke: throughput of 16 clients");
        new LatencyPanel(digest, Scenario.OPEN_16, area(0, 1))
                .draw(svg, "Warm invoke: latency at a steady rate");
        new ColdPanel(digest, area(1, 1)).draw(svg, "Cold start");
        return svg.end();
    }

    private static void heading(Svg svg, Results results) {
        Machine machine = results.machine();
        svg.bold(30, 44, 22, Svg.INK, Svg.Anchor.START, "Hearth and its peers, on one machine");
        svg.text(
                30,
                68,
                13,
                Svg.FAINT,
                Svg.Anchor.START,
                "A Node echo function through the HTTP API, `%s` sandbox. %s, %d processors, Linux %s. %d rounds of %d s, by turns."
                        .formatted(
                                results.options().sandbox(),
                                machine.processor(),
                                machine.processors(),
                                machine.kernel(),
                                results.options().rounds(),
                                results.options().time().toSeconds()));
    }

    private static Area area(int column, int row) {
        return new Area(94 + column * COLUMN, TOP + row * ROW, DATA_WIDTH, DATA_HEIGHT);
    }
}
