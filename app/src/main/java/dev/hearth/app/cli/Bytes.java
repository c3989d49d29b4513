package dev.hearth.app.cli;

import java.util.Locale;

/** Sizes as people read them. */
final class Bytes {
    private Bytes() {}

    static String readable(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%.1f KB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
