package dev.hearth.bench.report;

import dev.hearth.bench.Scenario;
import java.util.List;

/** Answers a second, one bar a peer, with a whisker from the lowest round to the highest. */
final class ThroughputPanel {
    private static final double BAR = 22;

    private final Digest digest;
    private final Scenario scenario;
    private final Area area;

    ThroughputPanel(Digest digest, Scenario scenario, Area area) {
        this.digest = digest;
        this.scenario = scenario;
        this.area = area;
    }

    void draw(Svg svg, String title) {
        area.title(svg, title, "answers a second; median, lowest and highest round");
        List<String> peers = List.copyOf(digest.results().peers().keySet());
        double most =
                peers.stream()
                        .mapToDouble(peer -> digest.perSecond(peer, scenario).max())
                        .max()
                        .orElse(1);
        double step = area.height() / peers.size();
        for (int i = 0; i < peers.size(); i++) {
            bar(svg, peers.get(i), area.top() + step * (i + 0.5), area.width() / most);
        }
    }

    private void bar(Svg svg, String peer, double middle, double unit) {
        Spread spread = digest.perSecond(peer, scenario);
        String colour = Colours.of(peer);
        double length = spread.median() * unit;
        svg.text(area.left(), middle - BAR / 2 - 5, 12, Svg.INK, Svg.Anchor.START, peer);
        svg.bar(area.left(), middle - BAR / 2, length, BAR, colour);
        svg.line(
                area.left() + spread.min() * unit,
                middle,
                area.left() + spread.max() * unit,
                middle,
                Svg.INK,
                1.5);
        svg.bold(
                area.left() + spread.max() * unit + 8,
                middle + 5,
                13,
                colour,
                Svg.Anchor.START,
                "%,.0f/s".formatted(spread.median()));
    }
}
