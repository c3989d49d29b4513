package dev.hearth.control.operation;

import dev.hearth.aws.validate.Violations;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.event.ruler.JsonRuleCompiler;

/** What the filters of an event source mapping may be: patterns that AWS's own ruler takes. */
final class FilterRules {
    private static final int MAX_PATTERN_LENGTH = 4_096;

    /** AWS allows five, and ten to who asks for them. */
    private static final int MAX_FILTERS = 10;

    private FilterRules() {}

    static void collect(@Nullable List<@Nullable String> filters, Violations into) {
        if (filters == null) {
            return;
        }
        for (int i = 0; i < filters.size(); i++) {
            into.length(
                    "filterCriteria.filters.%d.member.pattern".formatted(i + 1),
                    filters.get(i),
                    0,
                    MAX_PATTERN_LENGTH);
        }
    }

    /**
     * @throws dev.hearth.api.error.ApiException for a pattern that no record could be held against
     */
    static void check(@Nullable List<@Nullable String> filters) {
        if (filters == null) {
            return;
        }
        if (filters.size() > MAX_FILTERS) {
            throw Refusals.invalid(
                    "The filter criteria have %d filters; at most %d are allowed."
                            .formatted(filters.size(), MAX_FILTERS));
        }
        for (@Nullable String pattern : filters) {
            if (pattern == null || !isPattern(pattern)) {
                throw Refusals.invalid("Invalid filter pattern definition.");
            }
        }
    }

    private static boolean isPattern(String text) {
        try {
            @Nullable String problem = JsonRuleCompiler.check(text);
            return problem == null;
        } catch (RuntimeException e) {
            // Some malformed patterns make the ruler throw instead of saying what is wrong.
            return false;
        }
    }
}
