package dev.hearth.worker.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.api.function.JsonLogs.SystemLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class JsonLinesTest {
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00.120Z");
    private static final String ID = "5f5d8d2e-0000-4000-8000-0000000000e1";
    private static final Outcome EXITED = Outcome.failed("Runtime.ExitError");

    private static String line(PlatformEvent event) {
        return new JsonLines(SystemLevel.DEBUG).line(TIME, event);
    }

    private static String expected(String type, String record) {
        return "{\"time\":\"2026-01-01T00:00:00.120Z\",\"type\":\"platform."
                + type
                + "\",\"record\":{"
                + record
                + "}}";
    }

    @Test
    void everyEventIsAnObject() {
        assertEquals(
                expected("start", "\"requestId\":\"" + ID + "\",\"version\":\"$LATEST\""),
                line(new PlatformEvent.Start(ID, "$LATEST")));
        assertEquals(
                expected(
                        "initStart",
                        "\"initializationType\":\"on-demand\",\"phase\":\"init\","
                                + "\"runtimeVersion\":\"python:3.13\",\"runtimeVersionArn\":\"arn\""),
                line(new PlatformEvent.InitStart("python:3.13", "arn")));
        assertEquals(
                expected(
                        "initRuntimeDone",
                        "\"initializationType\":\"on-demand\",\"phase\":\"init\",\"status\":\"success\""),
                line(new PlatformEvent.InitRuntimeDone("init", Outcome.SUCCESS)));
        assertEquals(
                expected(
                        "initReport",
                        "\"initializationType\":\"on-demand\",\"phase\":\"invoke\",\"status\":\"timeout\","
                                + "\"metrics\":{\"durationMs\":1.500}"),
                line(new PlatformEvent.InitReport(1_500_000, "invoke", Outcome.TIMEOUT)));
        assertEquals(
                expected(
                        "runtimeDone",
                        "\"requestId\":\""
                                + ID
                                + "\",\"status\":\"error\",\"errorType\":\"Runtime.ExitError\","
                                + "\"metrics\":{\"durationMs\":0.012}"),
                line(new PlatformEvent.End(ID, 12_345, EXITED)));
        assertEquals(
                expected(
                        "report",
                        "\"requestId\":\""
                                + ID
                                + "\",\"status\":\"error\",\"errorType\":\"Runtime.ExitError\","
                                + "\"metrics\":{\"durationMs\":2.000,\"billedDurationMs\":5,"
                                + "\"memorySizeMB\":128,\"maxMemoryUsedMB\":1,\"initDurationMs\":3.000}"),
                line(report(EXITED)));
    }

    @Test
    void aLevelLetsThroughWhatAwsSays() {
        List<String> failed =
                List.of("initRuntimeDone", "initReport", "runtimeDone", "report", "logsDropped");
        assertEquals(List.of("logsDropped"), through(SystemLevel.WARN, Outcome.SUCCESS));
        assertEquals(failed, through(SystemLevel.WARN, EXITED));
        assertEquals(failed, through(SystemLevel.WARN, Outcome.TIMEOUT));
        assertEquals(
                List.of("initStart", "start", "report", "logsDropped"),
                through(SystemLevel.INFO, Outcome.SUCCESS));
        assertEquals(
                List.of(
                        "initStart",
                        "initRuntimeDone",
                        "initReport",
                        "start",
                        "runtimeDone",
                        "report",
                        "logsDropped"),
                through(SystemLevel.DEBUG, Outcome.SUCCESS));
    }

    /** The types of all lines of a whole life that a level lets through. */
    private static List<String> through(SystemLevel least, Outcome outcome) {
        return Stream.of(
                        new PlatformEvent.InitStart("python:3.13", "arn"),
                        new PlatformEvent.InitRuntimeDone("init", outcome),
                        new PlatformEvent.InitReport(1, "init", outcome),
                        new PlatformEvent.Start(ID, "1"),
                        new PlatformEvent.Crash(ID, "died", "Runtime.ExitError"),
                        new PlatformEvent.End(ID, 1, outcome),
                        report(outcome),
                        new PlatformEvent.TimedOut(ID, Duration.ofSeconds(3)),
                        new PlatformEvent.Dropped(1, 2))
                .map(event -> new JsonLines(least).line(TIME, event))
                .filter(line -> !line.isEmpty())
                .map(line -> line.replaceAll(".*\"platform\\.(\\w+)\".*", "$1"))
                .toList();
    }

    private static PlatformEvent report(Outcome outcome) {
        return new PlatformEvent.Report(
                ID, 2_000_000, OptionalLong.of(3_000_000), 128, () -> 1, outcome);
    }
}
