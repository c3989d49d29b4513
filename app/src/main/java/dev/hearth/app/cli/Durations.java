package dev.hearth.app.cli;

import java.time.Duration;

/** Lengths of time for people. */
final class Durations {
    private Durations() {}

    static String readable(Duration d) {
        if (d.toHours() > 0) {
            return d.toHours() + " h " + d.toMinutesPart() + " min";
        }
        return d.toMinutes() > 0
                ? d.toMinutes() + " min " + d.toSecondsPart() + " s"
                : d.toSeconds() + " s";
    }
}
