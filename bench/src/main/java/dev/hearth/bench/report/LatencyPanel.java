package dev.hearth.bench.report;

import dev.hearth.bench.Scenario;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Latency from the median to the rare slow answer, one line a peer, on a logarithmic scale. */
final class LatencyPanel {
    private static final double[] PERCENTILES = {50, 75, 90, 95, 99, 99.9};
    private static final double MICROS_PER_MILLI = 1e3;
    private static final double LABEL_GAP = 15;

    private record Label(String text, String colour, double y) {}

    private final Digest digest;
    private final Scenario scenario;
    private final Area area;
    private double low;
    private double high;

    LatencyPanel(Digest digest, Scenario scenario, Area area) {
        this.digest = digest;
        this.scenario = scenario;
        this.area = area;
    }

    void draw(Svg svg, String title) {
        area.title(svg, title, "milliseconds, logarithmic; " + scenario.title());
        scale();
        axes(svg);
        List<Label> labels = new ArrayList<>();
        for (String peer : Colours.drawingOrder(digest)) {
            labels.add(line(svg, peer));
        }
        for (Label label : apart(labels)) {
            svg.bold(
                    area.right() + 8,
                    label.y() + 4,
                    12,
                    label.colour(),
                    Svg.Anchor.START,
                    label.text());
        }
    }

    private void scale() {
        low = Double.MAX_VALUE;
        high = 0;
        for (String peer : digest.results().peers().keySet()) {
            low = Math.min(low, millis(peer, PERCENTILES[0]));
            high = Math.max(high, millis(peer, PERCENTILES[PERCENTILES.length - 1]));
        }
        low = Math.pow(10, Math.floor(Math.log10(low)));
        high = Math.pow(10, Math.ceil(Math.log10(high)));
    }

    private void axes(Svg svg) {
        for (double tick = low; tick <= high * 1.001; tick *= 10) {
            svg.line(area.left(), y(tick), area.right(), y(tick), Svg.GRID, 1);
            svg.text(area.left() - 8, y(tick) + 4, 11, Svg.FAINT, Svg.Anchor.END, plain(tick));
        }
        for (double percentile : PERCENTILES) {
            svg.text(
                    x(percentile),
                    area.bottom() + 18,
                    11,
                    Svg.FAINT,
                    Svg.Anchor.MIDDLE,
                    "p" + plain(percentile));
        }
    }

    private Label line(Svg svg, String peer) {
        List<Svg.Point> points = new ArrayList<>();
        for (double percentile : PERCENTILES) {
            points.add(new Svg.Point(x(percentile), y(millis(peer, percentile))));
        }
        String colour = Colours.of(peer);
        svg.path(points, colour, peer.equals(Digest.HEARTH) ? 3 : 2);
        points.forEach(p -> svg.dot(p.x(), p.y(), 3, colour));
        String text = "%s, p50 %.2f ms".formatted(peer, millis(peer, PERCENTILES[0]));
        return new Label(text, colour, points.getLast().y());
    }

    /** Labels pushed apart until none covers another. */
    private static List<Label> apart(List<Label> labels) {
        List<Label> moved = new ArrayList<>();
        double lowest = Double.NEGATIVE_INFINITY;
        for (Label label : labels.stream().sorted(Comparator.comparingDouble(Label::y)).toList()) {
            double y = Math.max(label.y(), lowest + LABEL_GAP);
            moved.add(new Label(label.text(), label.colour(), y));
            lowest = y;
        }
        return moved;
    }

    private double millis(String peer, double percentile) {
        return digest.micros(peer, scenario, percentile).median() / MICROS_PER_MILLI;
    }

    /** Percentiles by how many answers are slower: each step to the right is as rare again. */
    private double x(double percentile) {
        double rarest = -Math.log10(1 - PERCENTILES[PERCENTILES.length - 1] / 100);
        double first = -Math.log10(1 - PERCENTILES[0] / 100);
        double at = -Math.log10(1 - percentile / 100);
        return area.left() + 14 + (area.width() - 28) * (at - first) / (rarest - first);
    }

    private double y(double millis) {
        return area.bottom() - area.height() * (Math.log10(millis / low) / Math.log10(high / low));
    }

    private static String plain(double value) {
        return value == Math.rint(value)
                ? "%,.0f".formatted(value)
                : String.valueOf(Math.round(value * 1e4) / 1e4);
    }
}
