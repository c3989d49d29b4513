package dev.hearth.bench.report;

import dev.hearth.bench.cold.ColdResult;
import java.util.List;

/** Cold starts: from the bare process to Hearth, the distance being what Hearth adds. */
final class ColdPanel {
    private static final int TICKS = 4;

    private final Digest digest;
    private final Area area;

    ColdPanel(Digest digest, Area area) {
        this.digest = digest;
        this.area = area;
    }

    void draw(Svg svg, String title) {
        area.title(
                svg,
                title,
                "milliseconds from first byte in to answer out, p50; grey: the bare process");
        List<ColdResult> all = digest.results().coldStarts();
        double most = niceCeiling(all.stream().mapToDouble(ColdResult::hearthP50).max().orElse(1));
        for (int i = 0; i <= TICKS; i++) {
            double value = most * i / TICKS;
            double x = area.left() + area.width() * i / TICKS;
            svg.line(x, area.top(), x, area.bottom(), Svg.GRID, 1);
            svg.text(
                    x,
                    area.bottom() + 18,
                    11,
                    Svg.FAINT,
                    Svg.Anchor.MIDDLE,
                    "%.0f".formatted(value));
        }
        double step = area.height() / Math.max(1, all.size());
        for (int i = 0; i < all.size(); i++) {
            row(svg, all.get(i), area.top() + step * (i + 0.5), area.width() / most);
        }
    }

    private void row(Svg svg, ColdResult cold, double y, double unit) {
        double bare = area.left() + cold.bareP50() * unit;
        double hearth = area.left() + cold.hearthP50() * unit;
        String colour = Colours.of(Digest.HEARTH);
        svg.bold(area.left() - 10, y + 4, 12, Svg.INK, Svg.Anchor.END, cold.runtime());
        svg.line(bare, y, hearth, y, colour, 3);
        svg.dot(bare, y, 6, Colours.of(Digest.BARE));
        svg.dot(hearth, y, 6, colour);
        svg.bold(
                Math.max(bare, hearth) + 12,
                y + 4,
                12,
                colour,
                Svg.Anchor.START,
                "%.1f (%+.1f)".formatted(cold.hearthP50(), cold.addedP50()));
    }

    /** The next number above that four ticks divide well. */
    private static double niceCeiling(double value) {
        double unit = Math.pow(10, Math.floor(Math.log10(value)));
        for (double factor : new double[] {1, 2, 4, 6, 8}) {
            if (value <= factor * unit) {
                return factor * unit;
            }
        }
        return 10 * unit;
    }
}
