package dev.hearth.foundation.http;

import dev.hearth.foundation.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The {@code Date} header's value, worded once a second. */
final class HttpDate {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private final Clock clock;
    private volatile Worded worded = new Worded(Long.MIN_VALUE, "");

    HttpDate(Clock clock) {
        this.clock = clock;
    }

    String now() {
        var now = clock.now();
        Worded last = worded;
        if (last.second != now.getEpochSecond()) {
            last = new Worded(now.getEpochSecond(), FORM.format(now));
            worded = last;
        }
        return last.text;
    }

    private record Worded(long second, String text) {}
}
