package dev.hearth.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes the few shapes of SVG that the plots are made of. */
final class Svg {
    static final String INK = "#212529";
    static final String FAINT = "#868e96";
    static final String GRID = "#e9ecef";

    /** Where a text is held. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    record Point(double x, double y) {}

    private final StringBuilder out = new StringBuilder();

    Svg(int width, int height) {
        add(
                ("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
                                + " height=\"%d\" font-family=\"system-ui, 'DejaVu Sans', sans-serif\">")
                        .formatted(width, height, width, height));
        add("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
    }

    void text(double x, double y, int size, String colour, Anchor anchor, String text) {
        text(x, y, size, colour, anchor, "normal", text);
    }

    void bold(double x, double y, int size, String colour, Anchor anchor, String text) {
        text(x, y, size, colour, anchor, "600", text);
    }

    void line(double x1, double y1, double x2, double y2, String colour, double width) {
        add(
                ("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\""
                                + " stroke-width=\"%.1f\"/>")
                        .formatted(x1, y1, x2, y2, colour, width));
    }

    void path(List<Point> points, String colour, double width) {
        String through =
                points.stream()
                        .map(p -> "%.1f,%.1f".formatted(p.x(), p.y()))
                        .collect(Collectors.joining(" "));
        add(
                ("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%.1f\""
                                + " stroke-linejoin=\"round\"/>")
                        .formatted(through, colour, width));
    }

    void bar(double x, double y, double width, double height, String colour) {
        add(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\" fill=\"%s\"/>"
                        .formatted(x, y, width, height, colour));
    }

    void dot(double x, double y, double radius, String colour) {
        add(
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"%s\"/>"
                        .formatted(x, y, radius, colour));
    }

    String end() {
        return out + "</svg>\n";
    }

    private void text(
            double x,
            double y,
            int size,
            String colour,
            Anchor anchor,
            String weight,
            String text) {
        add(
                ("<text x=\"%.1f\" y=\"%.1f\" font-size=\"%d\" fill=\"%s\" text-anchor=\"%s\""
                                + " font-weight=\"%s\">%s</text>")
                        .formatted(
                                x,
                                y,
                                size,
                                colour,
                                anchor.name().toLowerCase(Locale.ROOT),
                                weight,
                                escape(text)));
    }

    private void add(String element) {
        out.append(element).append('\n');
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
