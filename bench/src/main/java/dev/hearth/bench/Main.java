package dev.hearth.bench;

import dev.hearth.bench.events.EventBench;
import dev.hearth.bench.report.Reports;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** {@code bench/run}. */
public final class Main {
    private static final int WRONG_USE = 2;

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        // Reports read the same wherever they were made.
        Locale.setDefault(Locale.ROOT);
        Path root = Path.of(System.getProperty("bench.root"));
        if (arguments.length > 0 && arguments[0].equals("events")) {
            List<String> more = Arrays.asList(arguments);
            if (more.contains("--million")) {
                EventBench.million(root, "events-million");
            } else {
                EventBench.run(root, "events");
            }
            return;
        }
        BenchOptions options;
        try {
            options = BenchOptions.parse(root, arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(BenchOptions.USAGE);
            System.exit(WRONG_USE);
            return;
        }
        Results results = new Bench(options).run();
        Reports.write(results).forEach(path -> System.out.println("wrote " + path));
    }
}
