package dev.hearth.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;

/**
 * What a run does.
 *
 * @param root of the repository
 * @param name of the files in {@code bench/results}
 * @param rounds of every peer under every load; medians are taken over them
 * @param time of one round
 * @param warmUp of every peer before the first round
 * @param coldStarts of every language
 * @param starts of the server
 * @param environments that are idle at once when memory is measured
 */
public record BenchOptions(
        Path root,
        String name,
        String sandbox,
        int rounds,
        Duration time,
        Duration warmUp,
        int coldStarts,
        int starts,
        int environments) {

    static final String USAGE =
            """
            Usage: bench/run [--quick] [--name NAME] [--sandbox namespace|process] [--rounds N] [--seconds N]
              --quick    two short rounds of everything: shows that it works, proves nothing
              --name     of the files in bench/results (local)
              --rounds   of every peer under every load (5)
              --seconds  a round takes (5)
            """;

    static BenchOptions parse(Path root, String[] arguments) {
        BenchOptions options =
                Arrays.asList(arguments).contains("--quick") ? quick(root) : full(root);
        Iterator<String> words = Arrays.asList(arguments).iterator();
        while (words.hasNext()) {
            options = options.with(words.next(), words);
        }
        return options;
    }

    static BenchOptions full(Path root) {
        return new BenchOptions(
                root,
                "local",
                "namespace",
                5,
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                25,
                5,
                200);
    }

    static BenchOptions quick(Path root) {
        return new BenchOptions(
                root,
                "quick",
                "namespace",
                2,
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                3,
                2,
                10);
    }

    private BenchOptions with(String option, Iterator<String> words) {
        return switch (option) {
            case "--quick" -> this;
            case "--name" ->
                    new BenchOptions(
                            root,
                            value(option, words),
                            sandbox,
                            rounds,
                            time,
                            warmUp,
                            coldStarts,
                            starts,
                            environments);
            case "--sandbox" ->
                    new BenchOptions(
                            root,
                            name,
                            value(option, words),
                            rounds,
                            time,
                            warmUp,
                            coldStarts,
                            starts,
                            environments);
            case "--rounds" ->
                    new BenchOptions(
                            root,
                            name,
                            sandbox,
                            number(option, words),
                            time,
                            warmUp,
                            coldStarts,
                            starts,
                            environments);
            case "--seconds" ->
                    new BenchOptions(
                            root,
                            name,
                            sandbox,
                            rounds,
                            Duration.ofSeconds(number(option, words)),
                            warmUp,
                            coldStarts,
                            starts,
                            environments);
            default -> throw new IllegalArgumentException("unknown option " + option);
        };
    }

    private static String value(String option, Iterator<String> words) {
        if (!words.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return words.next();
    }

    private static int number(String option, Iterator<String> words) {
        String value = value(option, words);
        if (!value.matches("[1-9]\\d{0,3}")) {
            throw new IllegalArgumentException(option + " needs a whole number, not " + value);
        }
        return Integer.parseInt(value);
    }
}
