package dev.hearth.events.dispatch;

import java.time.Duration;

/**
 * How events are drained.
 *
 * @param firstConcurrency how many of a function's events are invoked at once to begin with
 * @param maximumConcurrency and at most, where its reserved concurrency is not less
 * @param sharedOut how many of a function's events out of shared lanes may be under way or held
 *     here; with more it gets a lane of its own
 * @param mostTelling how many of a function's events may be on their way to destinations; with
 *     more, none is invoked
 * @param pace concurrency changes no more often
 * @param firstPause a throttled function is left alone for this long, doubling while it stays so
 * @param longestPause and at most for this long
 */
public record DispatchConfig(
        int firstConcurrency,
        int maximumConcurrency,
        int sharedOut,
        int mostTelling,
        Duration pace,
        Duration firstPause,
        Duration longestPause) {

    /** For a machine with so many processors: enough for functions that wait a lot. */
    public static DispatchConfig defaults(int processors) {
        return new DispatchConfig(
                2,
                16 * processors,
                32,
                64,
                Duration.ofMillis(100),
                Duration.ofMillis(100),
                Duration.ofSeconds(5));
    }
}
