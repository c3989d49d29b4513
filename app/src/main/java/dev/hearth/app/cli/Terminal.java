package dev.hearth.app.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Where commands print. Answers go to {@code out}, words about them to {@code err}, so a program
 * can read the first without the second. Colour only where a person looks on.
 *
 * @param colourOut whether {@code out} is a terminal that wants colour
 * @param colourErr the same of {@code err}
 */
record Terminal(PrintStream out, PrintStream err, boolean colourOut, boolean colourErr) {
    /** How a piece of text is to look. */
    enum Style {
        BOLD("1"),
        DIM("2"),
        RED("31"),
        GREEN("32"),
        YELLOW("33"),
        CYAN("36");

        private final String code;

        Style(String code) {
            this.code = code;
        }
    }

    /**
     * @param interactive which of {@code out} and {@code err} are terminals, as the launcher found
     *     out
     */
    static Terminal of(
            PrintStream out, PrintStream err, String interactive, Map<String, String> env) {
        boolean wanted =
                env.getOrDefault("NO_COLOR", "").isEmpty()
                        && !"dumb".equals(env.getOrDefault("TERM", "dumb"));
        return new Terminal(
                out,
                err,
                wanted && interactive.contains("out"),
                wanted && interactive.contains("err"));
    }

    /** A line of the answer. */
    void answer(String line) {
        out.println(line);
    }

    /** A line about what is going on. */
    void say(String line) {
        err.println(line);
    }

    String onOut(Style style, String text) {
        return colourOut ? painted(style, text) : text;
    }

    String onErr(Style style, String text) {
        return colourErr ? painted(style, text) : text;
    }

    /** A row of cells for each item, below a heading; columns as wide as their widest cell. */
    <T> void table(List<String> heading, Iterable<T> items, Function<T, List<String>> cells) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(heading);
        items.forEach(item -> rows.add(cells.apply(item)));
        int[] widths = new int[heading.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        answer(onOut(Style.BOLD, line(heading, widths)));
        rows.stream().skip(1).forEach(row -> answer(line(row, widths)));
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = row.get(i);
            line.append(cell);
            if (i < widths.length - 1) {
                line.repeat(' ', widths[i] - cell.length() + 2);
            }
        }
        return line.toString();
    }

    private static String painted(Style style, String text) {
        return "\u001b[" + style.code + "m" + text + "\u001b[0m";
    }
}
