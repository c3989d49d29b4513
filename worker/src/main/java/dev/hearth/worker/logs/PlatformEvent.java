package dev.hearth.worker.logs;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** What the platform has to say about an environment and its invokes. Times are in nanoseconds. */
public sealed interface PlatformEvent {
    /**
     * @param version such as {@code python:3.13}
     */
    record InitStart(String version, String versionArn) implements PlatformEvent {}

    /**
     * The runtime has ended its Init phase, well or not.
     *
     * @param phase {@code init}, or {@code invoke} for one inside an invoke
     */
    record InitRuntimeDone(String phase, Outcome outcome) implements PlatformEvent {}

    /**
     * @param phase as in {@link InitRuntimeDone}
     */
    record InitReport(long nanos, String phase, Outcome outcome) implements PlatformEvent {}

    record Start(String requestId, String version) implements PlatformEvent {}

    /**
     * The runtime is gone in the middle of a phase.
     *
     * @param message such as {@code Runtime exited with error: exit status 1}
     */
    record Crash(String requestId, String message, String errorType) implements PlatformEvent {}

    record End(String requestId, long nanos, Outcome outcome) implements PlatformEvent {}

    /**
     * @param initNanos of the Init phase before the first invoke
     * @param memoryPeak bytes, asked for when the line is written
     */
    record Report(
            String requestId,
            long nanos,
            OptionalLong initNanos,
            int memoryMb,
            LongSupplier memoryPeak,
            Outcome outcome)
            implements PlatformEvent {
        private static final long MB = 1024 * 1024;
        private static final long NANOS_PER_MS = 1_000_000;

        /** Since August 2025 AWS bills Init as well; a millisecond begun counts whole. */
        long billedMs() {
            return Math.ceilDiv(nanos + initNanos.orElse(0), NANOS_PER_MS);
        }

        /** Never more than there is: a process killed for it reached exactly the limit. */
        long memoryPeakMb() {
            return Math.min(memoryMb, Math.ceilDiv(memoryPeak.getAsLong(), MB));
        }
    }

    record TimedOut(String requestId, Duration timeout) implements PlatformEvent {}

    record Dropped(long records, long bytes) implements PlatformEvent {}
}
