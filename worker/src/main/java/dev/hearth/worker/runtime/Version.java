package dev.hearth.worker.runtime;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version as far as runtimes are told apart by it. */
record Version(int major, int minor, String text) implements Comparable<Version> {
    private static final Pattern FORM = Pattern.compile("v?(\\d+)(?:\\.(\\d+))?.*");
    private static final Comparator<Version> ORDER =
            Comparator.comparingInt(Version::major).thenComparingInt(Version::minor);

    static Optional<Version> parse(String text) {
        Matcher m = FORM.matcher(text.strip());
        if (!m.matches()) {
            return Optional.empty();
        }
        String minor = m.group(2);
        return Optional.of(
                new Version(
                        Integer.parseInt(m.group(1)),
                        minor == null ? 0 : Integer.parseInt(minor),
                        text.strip()));
    }

    /** How far apart, a major version counting more than any minor. */
    int distance(Version other) {
        return Math.abs((major - other.major) * 1000 + minor - other.minor);
    }

    @Override
    public int compareTo(Version other) {
        return ORDER.compare(this, other);
    }
}
