package dev.hearth.bench.events;

import dev.hearth.bench.host.Machine;
import dev.hearth.bench.load.Outcome;
import java.time.Duration;
import java.util.List;

/** The results as a page. */
final class EventReport {
    private static final double PROMISED_PER_SECOND = 15_000;
    private static final double PROMISED_OVER_SYNC_MICROS = 600;
    private static final double PROMISED_DELAY_MILLIS = 5;
    private static final double PROMISED_BROKER_MB = 250;
    private static final double PROMISED_RESTART_SECONDS = 10;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MILLIS_PER_SECOND = 1e3;

    private final StringBuilder promises = new StringBuilder();
    private final StringBuilder more = new StringBuilder();

    void accepted(int clients, Outcome limited, Outcome unlimited) {
        promise(
                "events accepted at %d in flight, reserved concurrency 1: at least %,.0f/s"
                        .formatted(clients, PROMISED_PER_SECOND),
                "%,.0f/s".formatted(limited.perSecond()),
                limited.perSecond() >= PROMISED_PER_SECOND);
        more.append("\n## Accepted through HTTP, 1 KB each, synced to disk\n\n")
                .append("| | accepted/s | p50 ms | p99 ms | refused |\n|---|---|---|---|---|\n");
        row("%d in flight, reserved concurrency 1".formatted(clients), limited);
        row("%d in flight, no limit: the function runs meanwhile".formatted(clients), unlimited);
    }

    void alone(Outcome one, double syncMicros) {
        double over = one.micros(50) - syncMicros;
        promise(
                "p50 at 1 in flight over the disk's own sync: at most %.1f ms"
                        .formatted(PROMISED_OVER_SYNC_MICROS / MILLIS_PER_SECOND),
                "%.2f ms".formatted(over / MILLIS_PER_SECOND),
                over <= PROMISED_OVER_SYNC_MICROS);
        row(
                "1 in flight; the disk alone syncs 1 KB in %.2f ms"
                        .formatted(syncMicros / MILLIS_PER_SECOND),
                one);
    }

    void delays(List<Duration> delays) {
        double p50 = p50Millis(delays);
        promise(
                "from 202 to the start of a warm function, p50: at most %.0f ms"
                        .formatted(PROMISED_DELAY_MILLIS),
                "%.1f ms".formatted(p50),
                p50 <= PROMISED_DELAY_MILLIS);
        if (p50 < 0) {
            more.append(
                    "\nA function may start before the client has read its 202: both begin when the event is on disk.\n");
        }
    }

    void memoryBefore(long megabytes) {
        more.append("\nBefore the first event the server holds %d MB.\n".formatted(megabytes));
    }

    void memoryWithBroker(long megabytes) {
        promise(
                "idle resident memory with the broker running: at most %.0f MB"
                        .formatted(PROMISED_BROKER_MB),
                megabytes + " MB",
                megabytes <= PROMISED_BROKER_MB);
    }

    void million(List<String> lines, Duration restart, long waiting, long megabytes) {
        promise(
                "restart with a million events queued: at most %.0f s"
                        .formatted(PROMISED_RESTART_SECONDS),
                "%.1f s".formatted(restart.toMillis() / MILLIS_PER_SECOND),
                restart.toMillis() <= PROMISED_RESTART_SECONDS * MILLIS_PER_SECOND);
        more.append("\n## A million events queued for one slow environment\n\n")
                .append("| queued | accepted/s | server MB |\n|---|---|---|\n");
        lines.forEach(line -> more.append(line).append('\n'));
        more.append(
                "\nAfter the restart: %,d waiting, %d MB resident.\n"
                        .formatted(waiting, megabytes));
    }

    void conditions(Machine machine, String weather) {
        more.append("\n## Conditions\n\n")
                .append(
                        "- %s, %d processors, %,d MB; Linux %s; %s\n"
                                .formatted(
                                        machine.processor(),
                                        machine.processors(),
                                        machine.memoryMb(),
                                        machine.kernel(),
                                        machine.java()))
                .append("- ")
                .append(weather)
                .append(" over the whole run; load generator and server on the same machine\n");
    }

    String text() {
        return "# Invokes that nobody waits for\n\n| Promise | Measured | |\n|---|---|---|\n"
                + promises
                + more;
    }

    static double p50Millis(List<Duration> times) {
        List<Duration> sorted = times.stream().sorted().toList();
        return sorted.get(sorted.size() / 2).toNanos() / NANOS_PER_MILLI;
    }

    private void promise(String words, String measured, boolean kept) {
        promises.append(
                "| %s | %s | %s |\n".formatted(words, measured, kept ? "kept" : "**missed**"));
    }

    private void row(String what, Outcome outcome) {
        more.append(
                "| %s | %,.0f | %.2f | %.2f | %,d |\n"
                        .formatted(
                                what,
                                outcome.perSecond(),
                                outcome.micros(50) / MILLIS_PER_SECOND,
                                outcome.micros(99) / MILLIS_PER_SECOND,
                                outcome.errors()));
    }
}
