package dev.hearth.control.catalogue;

import dev.hearth.api.function.JsonLogs;
import java.util.Optional;

/**
 * @param format {@code Text} or {@code JSON}
 * @param applicationLevel only with JSON
 * @param systemLevel only with JSON
 * @param group where other than {@code /aws/lambda/<name>}
 */
public record Logging(
        String format,
        Optional<String> applicationLevel,
        Optional<String> systemLevel,
        Optional<String> group) {
    public static final String TEXT = "Text";
    public static final String JSON = "JSON";
    public static final Logging DEFAULT =
            new Logging(TEXT, Optional.empty(), Optional.empty(), Optional.empty());

    /** Empty with Text. */
    Optional<JsonLogs> json() {
        if (!format.equals(JSON)) {
            return Optional.empty();
        }
        return Optional.of(
                new JsonLogs(
                        applicationLevel.orElse(JsonLogs.DEFAULT.applicationLevel()),
                        systemLevel
                                .map(JsonLogs.SystemLevel::valueOf)
                                .orElse(JsonLogs.DEFAULT.systemLevel())));
    }
}
