package dev.hearth.frontend.invoke;

import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import java.util.HexFormat;
import java.util.UUID;

/**
 * An X-Ray trace header. Hearth samples nothing; the ids let logs of callers and functions be laid
 * side by side.
 */
final class TraceId {
    static final String HEADER = "X-Amzn-Trace-Id";

    private static final int MAX_LENGTH = 256;
    private static final HexFormat HEX = HexFormat.of();

    private TraceId() {}

    /** A trace of its own: {@code Root=1-<time>-<random>;Parent=<random>;Sampled=0}. */
    static String fresh(Clock clock, Entropy entropy) {
        UUID random = entropy.uuid();
        UUID more = entropy.uuid();
        return "Root=1-"
                + HEX.toHexDigits((int) clock.now().getEpochSecond())
                + "-"
                + HEX.toHexDigits(random.getMostSignificantBits())
                + HEX.toHexDigits((int) more.getMostSignificantBits())
                + ";Parent="
                + HEX.toHexDigits(random.getLeastSignificantBits())
                + ";Sampled=0";
    }

    /** Whether a caller's header is one that can be passed on. */
    static boolean acceptable(String header) {
        return header.length() <= MAX_LENGTH
                && header.regionMatches(true, 0, "Root=1-", 0, 7)
                && header.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }
}
