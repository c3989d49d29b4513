package dev.hearth.bench.report;

import java.util.List;
import java.util.Map;

/** One colour for each peer, the same in every panel, apart also for the colour-blind. */
final class Colours {
    private static final Map<String, String> KNOWN =
            Map.of(
                    Digest.HEARTH, "#d9480f",
                    Digest.BARE, "#495057",
                    Digest.OFFLINE, "#1971c2");
    private static final String OTHER = "#099268";

    private Colours() {}

    static String of(String peer) {
        return KNOWN.getOrDefault(peer, OTHER);
    }

    /** Peers in drawing order: Hearth last, on top of the others. */
    static List<String> drawingOrder(Digest digest) {
        return digest.results().peers().keySet().stream()
                .sorted((a, b) -> Boolean.compare(a.equals(Digest.HEARTH), b.equals(Digest.HEARTH)))
                .toList();
    }
}
