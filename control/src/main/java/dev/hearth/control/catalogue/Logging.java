package dev.hearth.control.catalogue;

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

    public boolean isJson() {
        return format.equals(JSON);
    }
}
