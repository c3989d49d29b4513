package dev.hearth.bench.report;

/** Where a panel is drawn: the frame of its data, without titles and labels. */
record Area(double left, double top, double width, double height) {
    private static final int TITLE_SIZE = 15;
    private static final int SUBTITLE_SIZE = 12;

    double right() {
        return left + width;
    }

    double bottom() {
        return top + height;
    }

    void title(Svg svg, String title, String subtitle) {
        double x = left - 64;
        svg.bold(x, top - 34, TITLE_SIZE, Svg.INK, Svg.Anchor.START, title);
        svg.text(x, top - 16, SUBTITLE_SIZE, Svg.FAINT, Svg.Anchor.START, subtitle);
    }
}
