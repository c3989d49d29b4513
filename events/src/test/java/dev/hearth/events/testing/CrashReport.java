package dev.hearth.events.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a crash run did and came to: a section of {@code docs/crash-run.md}. */
public final class CrashReport {
    /** How long the load lasts. */
    public static final Duration LOAD = Duration.ofSeconds(Integer.getInteger("crash.seconds", 12));

    public static final long SEED = Long.getLong("crash.seed", 1);

    private final String file;
    private final String title;
    private final Map<String, Integer> kills = new LinkedHashMap<>();
    private final List<Duration> restarts = new ArrayList<>();

    /**
     * @param file where the section goes, in the folder that the property {@code crash.reports}
     *     names
     */
    public CrashReport(String file, String title) {
        this.file = file;
        this.title = title;
    }

    /**
     * @param restart from the kill until it was ready again
     */
    public void killed(String what, Duration restart) {
        kills.merge(what, 1, Integer::sum);
        restarts.add(restart);
    }

    /** Prints the table, and keeps it where asked to. */
    public void write(EventLedger ledger, long queued) throws IOException {
        String table = table(ledger, queued);
        System.out.println(table);
        String folder = System.getProperty("crash.reports", "");
        if (!folder.isEmpty()) {
            Files.writeString(Files.createDirectories(Path.of(folder)).resolve(file), table);
        }
    }

    private String table(EventLedger ledger, long queued) {
        EventLedger.Tally tally = ledger.tally();
        StringBuilder table = new StringBuilder("## " + title + "\n\n| | |\n|---|---|\n");
        row(
                table,
                "load",
                "%d s, %d senders, seed %d"
                        .formatted(LOAD.toSeconds(), EventSenders.THREADS, SEED));
        kills.forEach((what, times) -> row(table, "kills (`kill -9`): " + what, times.toString()));
        long slowest = restarts.stream().mapToLong(Duration::toMillis).max().orElse(0);
        row(table, "slowest restart, from kill to ready", slowest + " ms");
        row(table, "acknowledged", "%,d".formatted(tally.acknowledged()));
        row(table, "delivered", "%,d".formatted(tally.delivered()));
        row(table, "ended at the destination for failures", "%,d".formatted(tally.dead()));
        row(table, "still queued at the end", "%,d".formatted(Math.min(tally.missing(), queued)));
        row(table, "**lost**", "**%,d**".formatted(lost(tally, queued)));
        row(table, "delivered more than once", "%,d".formatted(tally.duplicates()));
        row(
                table,
                "slowest event, from acknowledgement to delivery",
                ledger.slowest().toMillis() + " ms");
        return table.append('\n').toString();
    }

    /** Acknowledged, not heard of, and not in the queue either. */
    public static long lost(EventLedger.Tally tally, long queued) {
        return Math.max(0, tally.missing() - queued);
    }

    private static void row(StringBuilder table, String name, String value) {
        table.append("| ").append(name).append(" | ").append(value).append(" |\n");
    }
}
