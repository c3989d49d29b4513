package dev.hearth.control.operation;

import dev.hearth.api.error.ApiException;
import dev.hearth.aws.validate.Violations;
import java.util.Map;

/** What a function's tags may be. */
final class TagRules {
    private static final int MAX_TAGS = 50;
    private static final int MAX_KEY = 128;
    private static final int MAX_VALUE = 256;

    private TagRules() {}

    static void collect(Map<String, String> tags, Violations into) {
        if (tags.keySet().stream().anyMatch(key -> key.isEmpty() || key.length() > MAX_KEY)) {
            into.add(
                    "tags",
                    shown(tags),
                    "Map keys must satisfy constraint: [Member must have length less than or equal to %d, Member must have length greater than or equal to 1]"
                            .formatted(MAX_KEY));
        }
        if (tags.values().stream().anyMatch(value -> value.length() > MAX_VALUE)) {
            into.add(
                    "tags",
                    shown(tags),
                    "Map value must satisfy constraint: [Member must have length less than or equal to %d, Member must have length greater than or equal to 0]"
                            .formatted(MAX_VALUE));
        }
    }

    /**
     * @throws ApiException when these cannot be all tags of one resource
     */
    static void check(Map<String, String> tags) {
        if (tags.size() > MAX_TAGS) {
            throw Refusals.invalid("Number of tags exceeds resource tag limit.");
        }
        if (tags.keySet().stream().anyMatch(key -> key.startsWith("aws:"))) {
            throw Refusals.invalid(
                    "Tag keys may not begin with 'aws:': AWS keeps them for itself.");
        }
    }

    /** As AWS prints maps: braces and equals signs. */
    private static String shown(Map<String, String> tags) {
        return tags.toString();
    }
}
