package dev.hearth.bench.load;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * What one run of load saw.
 *
 * @param latency nanoseconds, of every request, answered well or not
 * @param errors answers other than 2xx, broken connections, requests never answered
 * @param lateness nanoseconds that the generator itself was late with sending, where it had a time
 *     to keep; empty in closed loop
 */
public record Outcome(Duration elapsed, Histogram latency, long errors, Histogram lateness) {
    private static final int DIGITS = 3;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double NANOS_PER_SECOND = 1e9;

    static Histogram histogram() {
        return new Histogram(DIGITS);
    }

    public long requests() {
        return latency.getTotalCount();
    }

    public double perSecond() {
        return (requests() - errors) * NANOS_PER_SECOND / elapsed.toNanos();
    }

    public double micros(double percentile) {
        return latency.getValueAtPercentile(percentile) / NANOS_PER_MICRO;
    }

    public double latenessMicros(double percentile) {
        return lateness.getValueAtPercentile(percentile) / NANOS_PER_MICRO;
    }
}
