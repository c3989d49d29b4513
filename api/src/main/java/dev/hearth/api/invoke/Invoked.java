package dev.hearth.api.invoke;

import java.util.Optional;

/**
 * What a function answered.
 *
 * @param executedVersion {@code $LATEST} or a number
 * @param functionError {@code Unhandled} when it failed; then the payload says how
 */
public record Invoked(String executedVersion, byte[] payload, Optional<String> functionError) {}
