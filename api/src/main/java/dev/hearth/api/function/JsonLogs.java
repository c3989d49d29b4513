package dev.hearth.api.function;

/**
 * A log in the {@code JSON} format, and how much of it is wanted.
 *
 * @param applicationLevel least level of the function's own lines, {@code TRACE} to {@code FATAL};
 *     the runtime's client goes by it
 * @param systemLevel least level of the platform's lines
 */
public record JsonLogs(String applicationLevel, SystemLevel systemLevel) {
    /** In the order of how little they let through. */
    public enum SystemLevel {
        DEBUG,
        INFO,
        WARN
    }

    /** AWS's, where a function says nothing else. */
    public static final JsonLogs DEFAULT = new JsonLogs("INFO", SystemLevel.INFO);
}
