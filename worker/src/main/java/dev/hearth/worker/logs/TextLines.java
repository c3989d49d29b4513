package dev.hearth.worker.logs;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** The classic lines, tabs and all. */
final class TextLines implements PlatformLines {
    /** Always three digits of a second, unlike {@link Instant#toString}. */
    static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter().withZone(ZoneOffset.UTC);

    @Override
    public String line(Instant time, PlatformEvent event) {
        return switch (event) {
            case PlatformEvent.InitStart(String version, String arn) ->
                    "INIT_START Runtime Version: " + version + "\tRuntime Version ARN: " + arn;
            case PlatformEvent.InitRuntimeDone _ -> "";
            case PlatformEvent.InitReport(_, String phase, Outcome outcome)
                    when phase.equals("init") && outcome.equals(Outcome.SUCCESS) ->
                    // The first REPORT tells of it.
                    "";
            case PlatformEvent.InitReport(long nanos, String phase, Outcome outcome) ->
                    "INIT_REPORT Init Duration: "
                            + ms(nanos)
                            + " ms\tPhase: "
                            + phase
                            + status(outcome);
            case PlatformEvent.Start(String requestId, String version) ->
                    "START RequestId: " + requestId + " Version: " + version;
            case PlatformEvent.Crash(String requestId, String message, String type) ->
                    "RequestId: " + requestId + " Error: " + message + "\r" + type;
            case PlatformEvent.End end -> "END RequestId: " + end.requestId();
            case PlatformEvent.Report report -> report(report);
            case PlatformEvent.TimedOut(String requestId, Duration timeout) ->
                    TIME.format(time)
                            + " "
                            + requestId
                            + " Task timed out after "
                            + seconds(timeout)
                            + " seconds";
            case PlatformEvent.Dropped(long records, long bytes) ->
                    "LOGS\tDropped: "
                            + records
                            + " records, "
                            + bytes
                            + " bytes: printed faster than they could be written";
        };
    }

    private static String report(PlatformEvent.Report report) {
        StringBuilder line = new StringBuilder(200);
        line.append("REPORT RequestId: ").append(report.requestId());
        line.append("\tDuration: ").append(ms(report.nanos())).append(" ms");
        line.append("\tBilled Duration: ").append(report.billedMs()).append(" ms");
        line.append("\tMemory Size: ").append(report.memoryMb()).append(" MB");
        line.append("\tMax Memory Used: ").append(report.memoryPeakMb()).append(" MB");
        if (report.initNanos().isPresent()) {
            line.append("\tInit Duration: ")
                    .append(ms(report.initNanos().getAsLong()))
                    .append(" ms");
        }
        line.append(status(report.outcome())).append('\t');
        return line.toString();
    }

    private static String status(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Success() -> "";
            case Outcome.Timeout() -> "\tStatus: timeout";
            case Outcome.Failed(String type) -> "\tStatus: error\tError Type: " + type;
        };
    }

    /** Milliseconds with two decimals; by hand, since every invoke has one. */
    static String ms(long nanos) {
        return hundredths((nanos + 5_000) / 10_000);
    }

    /** Seconds with two decimals. */
    static String seconds(Duration duration) {
        return hundredths(duration.toMillis() / 10);
    }

    private static String hundredths(long value) {
        long rest = value % 100;
        return value / 100 + (rest < 10 ? ".0" : ".") + rest;
    }
}
