package dev.hearth.bench.cold;

import java.time.Duration;
import java.util.List;

/** Cold starts of one language. */
public record ColdResult(
        String language, String runtime, List<Duration> bare, List<Duration> hearth) {

    public static double percentileMillis(List<Duration> times, double percentile) {
        List<Duration> sorted = times.stream().sorted().toList();
        int at = (int) Math.ceil(percentile / 100 * sorted.size()) - 1;
        return sorted.get(Math.max(0, at)).toNanos() / 1e6;
    }

    public double bareP50() {
        return percentileMillis(bare, 50);
    }

    public double hearthP50() {
        return percentileMillis(hearth, 50);
    }

    /** What Hearth adds, in milliseconds. */
    public double addedP50() {
        return hearthP50() - bareP50();
    }

    public String summary() {
        return "%s: bare p50 %.1f ms, Hearth p50 %.1f ms"
                .formatted(runtime, bareP50(), hearthP50());
    }
}
