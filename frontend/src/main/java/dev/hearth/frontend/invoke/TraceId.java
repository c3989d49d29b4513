package dev.hearth.frontend.invoke;

import dev.hearth.foundation.http.HttpRequest;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * An X-Ray trace header. Hearth samples nothing; the ids let logs of callers and functions be laid
 * side by side.
 */
final class TraceId {
    static final String HEADER = "X-Amzn-Trace-Id";

    /** A root, a parent and a lineage of its greatest length, and room for a caller's own parts. */
    private static final int MAX_LENGTH = 768;

    private static final HexFormat HEX = HexFormat.of();

    private TraceId() {}

    /** The caller's, or one of its own. */
    static String of(HttpRequest request, Clock clock, Entropy entropy) {
        Optional<String> given = request.header(HEADER);
        return given.isPresent() && acceptable(given.get()) ? given.get() : fresh(clock, entropy);
    }

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
