package dev.hearth.worker.logs;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * The lines of functions whose {@code LogFormat} is {@code JSON}. Every text put in is an id, a
 * version or an error type of ours: nothing that JSON would escape.
 */
final class JsonLines implements PlatformLines {
    @Override
    public String line(Instant time, PlatformEvent event) {
        return switch (event) {
            case PlatformEvent.InitStart(String version, String arn) ->
                    object(
                            time,
                            "initStart",
                            "\"initializationType\":\"on-demand\",\"phase\":\"init\",\"runtimeVersion\":\""
                                    + version
                                    + "\",\"runtimeVersionArn\":\""
                                    + arn
                                    + "\"");
            case PlatformEvent.InitReport(long nanos, String phase, Outcome outcome) ->
                    object(
                            time,
                            "initReport",
                            "\"initializationType\":\"on-demand\",\"phase\":\""
                                    + phase
                                    + "\","
                                    + status(outcome)
                                    + ",\"metrics\":{\"durationMs\":"
                                    + number(nanos)
                                    + "}");
            case PlatformEvent.Start(String requestId, String version) ->
                    object(time, "start", id(requestId) + ",\"version\":\"" + version + "\"");
            case PlatformEvent.Crash _, PlatformEvent.TimedOut _ -> "";
            case PlatformEvent.End(String requestId, long nanos, Outcome outcome) ->
                    object(
                            time,
                            "runtimeDone",
                            id(requestId)
                                    + ","
                                    + status(outcome)
                                    + ",\"metrics\":{\"durationMs\":"
                                    + number(nanos)
                                    + "}");
            case PlatformEvent.Report report -> object(time, "report", record(report));
            case PlatformEvent.Dropped(long records, long bytes) ->
                    object(
                            time,
                            "logsDropped",
                            "\"droppedRecords\":"
                                    + records
                                    + ",\"droppedBytes\":"
                                    + bytes
                                    + ",\"reason\":\"printed faster than they could be written\"");
        };
    }

    private static String record(PlatformEvent.Report report) {
        String init =
                report.initNanos().isPresent()
                        ? ",\"initDurationMs\":" + number(report.initNanos().getAsLong())
                        : "";
        return id(report.requestId())
                + ","
                + status(report.outcome())
                + ",\"metrics\":{\"durationMs\":"
                + number(report.nanos())
                + ",\"billedDurationMs\":"
                + report.billedMs()
                + ",\"memorySizeMB\":"
                + report.memoryMb()
                + ",\"maxMemoryUsedMB\":"
                + report.memoryPeakMb()
                + init
                + "}";
    }

    private static String object(Instant time, String type, String record) {
        return "{\"time\":\""
                + TextLines.TIME.format(time)
                + "\",\"type\":\"platform."
                + type
                + "\",\"record\":{"
                + record
                + "}}";
    }

    private static String id(String requestId) {
        return "\"requestId\":\"" + requestId + "\"";
    }

    /** AWS gives durations to the microsecond. */
    private static String number(long nanos) {
        return BigDecimal.valueOf(nanos / 1000, 3).toPlainString();
    }

    private static String status(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Success() -> "\"status\":\"success\"";
            case Outcome.Timeout() -> "\"status\":\"timeout\"";
            case Outcome.Failed(String type) ->
                    "\"status\":\"error\",\"errorType\":\"" + type + "\"";
        };
    }
}
