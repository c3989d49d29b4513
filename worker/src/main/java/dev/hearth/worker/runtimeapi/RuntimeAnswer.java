package dev.hearth.worker.runtimeapi;

import java.util.Optional;

/**
 * What a runtime posted for an invocation.
 *
 * @param errorType for failures: {@code Runtime.X} or {@code Function.X}, sanitised
 */
public record RuntimeAnswer(byte[] payload, String contentType, Optional<String> errorType) {}
