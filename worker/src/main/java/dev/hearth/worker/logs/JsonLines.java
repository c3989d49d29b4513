package dev.hearth.worker.logs;

import dev.hearth.api.function.JsonLogs.SystemLevel;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * The lines of functions whose {@code LogFormat} is {@code JSON}, those of the level they want or
 * above. Which event has which level: AWS's guide, "System log level event mapping". Every text put
 * in is an id, a version or an error type of ours: nothing that JSON would escape.
 */
final class JsonLines implements PlatformLines {
    private final SystemLevel least;

    JsonLines(SystemLevel least) {
        this.least = least;
    }

    @Override
    public String line(Instant time, PlatformEvent event) {
        return level(event).compareTo(least) < 0 ? "" : object(time, event);
    }

    private static SystemLevel level(PlatformEvent event) {
        return switch (event) {
            case PlatformEvent.InitStart _, PlatformEvent.Start _ -> SystemLevel.INFO;
            case PlatformEvent.InitRuntimeDone done -> level(done.outcome(), SystemLevel.DEBUG);
            case PlatformEvent.InitReport report -> level(report.outcome(), SystemLevel.DEBUG);
            case PlatformEvent.End end -> level(end.outcome(), SystemLevel.DEBUG);
            case PlatformEvent.Report report -> level(report.outcome(), SystemLevel.INFO);
            case PlatformEvent.Crash _, PlatformEvent.TimedOut _, PlatformEvent.Dropped _ ->
                    SystemLevel.WARN;
        };
    }

    private static SystemLevel level(Outcome outcome, SystemLevel ofSuccess) {
        return outcome.equals(Outcome.SUCCESS) ? ofSuccess : SystemLevel.WARN;
    }

    private static String object(Instant time, PlatformEvent event) {
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
            case PlatformEvent.InitRuntimeDone(String phase, Outcome outcome) ->
                    object(time, "initRuntimeDone", init(phase, outcome));
            case PlatformEvent.InitReport(long nanos, String phase, Outcome outcome) ->
                    object(
                            time,
                            "initReport",
                            init(phase, outcome)
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

    private static String init(String phase, Outcome outcome) {
        return "\"initializationType\":\"on-demand\",\"phase\":\""
                + phase
                + "\","
                + status(outcome);
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
