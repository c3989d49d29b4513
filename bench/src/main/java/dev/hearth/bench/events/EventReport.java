package dev.hearth.bench.events;

import dev.hearth.bench.host.Machine;
import dev.hearth.bench.host.Weather;
import dev.hearth.bench.load.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private final StringBuilder backlogs = new StringBuilder();

    void accepted(int clients, Outcome cold, Outcome limited, Outcome unlimited) {
        promise(
                "events accepted at %d in flight, reserved concurrency 1: at least %,.0f/s"
                        .formatted(clients, PROMISED_PER_SECOND),
                "%,.0f/s".formatted(limited.perSecond()),
                limited.perSecond() >= PROMISED_PER_SECOND);
        more.append("\n## Accepted through HTTP, 1 KB each, synced to disk\n\n")
                .append("| | accepted/s | p50 ms | p99 ms | refused |\n|---|---|---|---|---|\n");
        row("%d in flight, the first seconds of a server".formatted(clients), cold);
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

    void restart(String with, Duration took) {
        promise(
                "restart with %s: at most %.0f s".formatted(with, PROMISED_RESTART_SECONDS),
                "%.1f s".formatted(took.toMillis() / MILLIS_PER_SECOND),
                took.toMillis() <= PROMISED_RESTART_SECONDS * MILLIS_PER_SECOND);
    }

    /**
     * @param heapMb the limit of the server's heap
     */
    void backlog(String heapMb, String what, Backlog.Drained drained) {
        if (backlogs.isEmpty()) {
            backlogs.append(
                            "\n## A million events of 1 KB for a function with reserved concurrency 1\n\n")
                    .append("The server's heap is limited to %s MB.\n\n".formatted(heapMb))
                    .append("| | events | drained/s | server MB |\n|---|---|---|---|\n");
        }
        backlogs.append(
                "| %s | %,d | %,.0f | %d |\n"
                        .formatted(
                                what, drained.queued(), drained.perSecond(), drained.megabytes()));
    }

    /** Into a file of {@code bench/results}. */
    void write(Path root, String name, Weather before) throws IOException {
        conditions(Machine.describe(), Disk.weather(before));
        Path file = root.resolve("bench/results").resolve(name + ".md");
        Files.writeString(file, text());
        System.out.println("wrote " + file);
    }

    private void conditions(Machine machine, String weather) {
        more.append(backlogs)
                .append("\n## Conditions\n\n")
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

    private String text() {
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
