package dev.hearth.aws.uri;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The query of a request's target. */
public final class Query {
    private Query() {}

    /**
     * Names and values, decoded, in the order sent. A plus sign is a space, as in HTML forms; a
     * name without a value has an empty one.
     *
     * @param rawQuery without the question mark
     * @throws dev.hearth.api.error.ApiException {@code ValidationException} when an escape is
     *     broken
     */
    public static Map<String, List<String>> parse(String rawQuery) {
        if (rawQuery.isEmpty()) {
            return Map.of();
        }
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : rawQuery.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters
                        .computeIfAbsent(decode(name), _ -> new ArrayList<>(1))
                        .add(decode(value));
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        return Percent.decode(text.replace('+', ' '));
    }
}
