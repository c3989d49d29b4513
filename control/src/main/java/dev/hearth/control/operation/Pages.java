package dev.hearth.control.operation;

import dev.hearth.api.error.ApiException;
import dev.hearth.aws.validate.Violations;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Listings come in pages; a marker says what the page before ended with. */
final class Pages {
    /** However many are asked for: AWS never lists more functions at once. */
    private static final int MAX_PAGE = 50;

    private static final int MAX_ITEMS = 10_000;

    private Pages() {}

    static void collect(@Nullable Integer maxItems, Violations into) {
        into.range("maxItems", maxItems, 1, MAX_ITEMS);
    }

    static int size(@Nullable Integer maxItems) {
        return maxItems == null ? MAX_PAGE : Math.min(maxItems, MAX_PAGE);
    }

    static String marker(String last) {
        return Base64.getEncoder().encodeToString(last.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @return what the page before ended with; empty for the first
     * @throws ApiException for a marker that no answer held
     */
    static String last(@Nullable String marker) {
        if (marker == null || marker.isEmpty()) {
            return "";
        }
        try {
            return new String(Base64.getDecoder().decode(marker), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusals.invalid("Invalid marker: take the NextMarker of an earlier answer.");
        }
    }
}
