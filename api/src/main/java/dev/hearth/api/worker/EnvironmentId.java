package dev.hearth.api.worker;

/**
 * Names one execution environment, for ever: never used again. Lower-case letters, digits and
 * dashes, at most 40 characters.
 */
public record EnvironmentId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
