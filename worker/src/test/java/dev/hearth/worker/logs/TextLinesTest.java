package dev.hearth.worker.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class TextLinesTest {
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:03.004Z");
    private static final String ID = "5f5d8d2e-0000-4000-8000-0000000000e1";

    private static String line(PlatformEvent event) {
        return new TextLines().line(TIME, event);
    }

    @Test
    void saysWhatAwsSaysOfAnInvoke() {
        assertEquals(
                "START RequestId: " + ID + " Version: $LATEST",
                line(new PlatformEvent.Start(ID, "$LATEST")));
        assertEquals("END RequestId: " + ID, line(new PlatformEvent.End(ID, 1, Outcome.SUCCESS)));
        assertEquals(
                "2026-01-01T00:00:03.004Z " + ID + " Task timed out after 3.00 seconds",
                line(new PlatformEvent.TimedOut(ID, Duration.ofSeconds(3))));
        assertEquals(
                "RequestId: "
                        + ID
                        + " Error: Runtime exited with error: exit status 1\rRuntime.ExitError",
                line(
                        new PlatformEvent.Crash(
                                ID,
                                "Runtime exited with error: exit status 1",
                                "Runtime.ExitError")));
    }

    @Test
    void billsInitAndRoundsUp() {
        assertEquals(
                "REPORT RequestId: "
                        + ID
                        + "\tDuration: 12.34 ms\tBilled Duration: 113 ms\tMemory Size: 128 MB\tMax Memory"
                        + " Used: 31 MB\tInit Duration: 99.87 ms\t",
                line(report(12_340_000, OptionalLong.of(99_870_000), 32_000_000, Outcome.SUCCESS)));
        assertEquals(
                "REPORT RequestId: "
                        + ID
                        + "\tDuration: 2.00 ms\tBilled Duration: 2 ms\tMemory Size: 128 MB\tMax Memory Used:"
                        + " 1 MB\t",
                line(report(2_000_000, OptionalLong.empty(), 1, Outcome.SUCCESS)));
    }

    @Test
    void saysHowAnInvokeFailedAndNeverMoreMemoryThanThereIs() {
        assertEquals(
                "REPORT RequestId: "
                        + ID
                        + "\tDuration: 0.05 ms\tBilled Duration: 1 ms\tMemory Size: 128 MB\tMax Memory Used:"
                        + " 128 MB\tStatus: error\tError Type: Runtime.ExitError\t",
                line(
                        report(
                                50_000,
                                OptionalLong.empty(),
                                Long.MAX_VALUE,
                                Outcome.failed("Runtime.ExitError"))));
        assertEquals(
                "INIT_REPORT Init Duration: 10008.12 ms\tPhase: init\tStatus: timeout",
                line(new PlatformEvent.InitReport(10_008_120_000L, "init", Outcome.TIMEOUT)));
    }

    @Test
    void anInitThatWentWellHasNoLineOfItsOwnUnlessItRanInAnInvoke() {
        assertEquals("", line(new PlatformEvent.InitRuntimeDone("init", Outcome.SUCCESS)));
        assertEquals("", line(new PlatformEvent.InitReport(1, "init", Outcome.SUCCESS)));
        assertEquals(
                "INIT_REPORT Init Duration: 2.00 ms\tPhase: invoke",
                line(new PlatformEvent.InitReport(2_000_000, "invoke", Outcome.SUCCESS)));
    }

    private static PlatformEvent report(long nanos, OptionalLong init, long peak, Outcome outcome) {
        return new PlatformEvent.Report(ID, nanos, init, 128, () -> peak, outcome);
    }
}
