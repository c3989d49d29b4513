package dev.hearth.events.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a crash run did and came to: a section of {@code docs/crash-run.md}. */
public final class CrashReport {
    /** How long the load lasts. */
    public static final Duration LOAD = Duration.ofSeconds(Integer.getInteger("crash.seconds", 12));

    public static final long SEED = Long.getLong("crash.seed", 1);

    private final String file;
    private final String title;
    private final String load;
    private final Map<String, Integer> kills = new LinkedHashMap<>();
    private final Map<String, String> rows = new LinkedHashMap<>();
    private Duration slowestRestart = Duration.ZERO;

    /**
     * @param file where the section goes, in the folder that the property {@code crash.reports}
     *     names
     * @param load what the load is made of
     */
    public CrashReport(String file, String title, String load) {
        this.file = file;
        this.title = title;
        this.load = load;
    }

    /**
     * @param restart from the kill until it was ready again
     */
    public void killed(String what, Duration restart) {
        kills.merge(what, 1, Integer::sum);
        if (restart.compareTo(slowestRestart) > 0) {
            slowestRestart = restart;
        }
    }

    public void count(String what, long number) {
        rows.put(what, "%,d".formatted(number));
    }

    /** The row by which a run is judged. */
    public void lost(long number) {
        rows.put("**lost**", "**%,d**".formatted(number));
    }

    /** What became of a ledger's events. */
    public void account(EventLedger ledger, long queued) {
        EventLedger.Tally tally = ledger.tally();
        count("acknowledged", tally.acknowledged());
        count("delivered", tally.delivered());
        count("ended at the destination for failures", tally.dead());
        count("still queued at the end", Math.min(tally.missing(), queued));
        lost(Math.max(0, tally.missing() - queued));
        count("delivered more than once", tally.duplicates());
        rows.put(
                "slowest event, from acknowledgement to delivery",
                ledger.slowest().toMillis() + " ms");
    }

    /** Prints the table, and keeps it where asked to. */
    public void write() throws IOException {
        StringBuilder table = new StringBuilder("## " + title + "\n\n| | |\n|---|---|\n");
        row(table, "load", "%d s, %s, seed %d".formatted(LOAD.toSeconds(), load, SEED));
        kills.forEach((what, times) -> row(table, "kills (`kill -9`): " + what, times.toString()));
        row(table, "slowest restart, from kill to ready", slowestRestart.toMillis() + " ms");
        rows.forEach((name, value) -> row(table, name, value));
        System.out.println(table.append('\n'));
        String folder = System.getProperty("crash.reports", "");
        if (!folder.isEmpty()) {
            Files.writeString(Files.createDirectories(Path.of(folder)).resolve(file), table);
        }
    }

    private static void row(StringBuilder table, String name, String value) {
        table.append("| ").append(name).append(" | ").append(value).append(" |\n");
    }
}
