package dev.hearth.aws.validate;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Collects the constraints a request breaks, and says them all at once in AWS's words. Members are
 * named as AWS names them, in lower camel case with dots: {@code environment.variables}. An absent
 * value breaks only {@link #required}.
 */
public final class Violations {
    private final List<String> found = new ArrayList<>();

    public Violations required(String member, @Nullable Object value) {
        return value == null ? add(member, null, "Member must not be null") : this;
    }

    public Violations length(String member, @Nullable String value, int min, int max) {
        return value == null ? this : size(member, value, value.length(), "length", min, max);
    }

    /** The number of elements in a list or map. */
    public Violations count(String member, @Nullable Collection<?> value, int min, int max) {
        return value == null ? this : size(member, value, value.size(), "length", min, max);
    }

    public Violations range(String member, @Nullable Number value, long min, long max) {
        return value == null ? this : size(member, value, value.longValue(), "value", min, max);
    }

    public Violations pattern(String member, @Nullable String value, Pattern pattern) {
        return value == null || pattern.matcher(value).matches()
                ? this
                : add(
                        member,
                        value,
                        "Member must satisfy regular expression pattern: " + pattern.pattern());
    }

    public Violations oneOf(String member, @Nullable String value, Collection<String> allowed) {
        return value == null || allowed.contains(value)
                ? this
                : add(
                        member,
                        value,
                        "Member must satisfy enum value set: [" + String.join(", ", allowed) + "]");
    }

    /**
     * @param constraint such as {@code Member must not be null}
     */
    public Violations add(String member, @Nullable Object value, String constraint) {
        found.add(
                "Value %s at '%s' failed to satisfy constraint: %s"
                        .formatted(value == null ? "null" : "'" + value + "'", member, constraint));
        return this;
    }

    /** As {@link #add}, for a value that may hold secrets: it is not repeated. */
    public Violations addSensitive(String member, String constraint) {
        found.add("Value at '%s' failed to satisfy constraint: %s".formatted(member, constraint));
        return this;
    }

    /**
     * @throws ApiException {@code ValidationException} when any constraint was broken
     */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new ApiException(
                    ErrorCode.VALIDATION,
                    "%d validation error%s detected: %s"
                            .formatted(
                                    found.size(),
                                    found.size() == 1 ? "" : "s",
                                    String.join("; ", found)));
        }
    }

    private Violations size(
            String member, Object value, long actual, String measure, long min, long max) {
        if (actual < min) {
            add(member, value, atLeast(measure, min));
        } else if (actual > max) {
            add(member, value, atMost(measure, max));
        }
        return this;
    }

    private static String atLeast(String measure, long min) {
        return "Member must have " + measure + " greater than or equal to " + min;
    }

    private static String atMost(String measure, long max) {
        return "Member must have " + measure + " less than or equal to " + max;
    }
}
