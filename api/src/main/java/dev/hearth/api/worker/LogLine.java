package dev.hearth.api.worker;

import java.time.Instant;

/**
 * @param stream the log stream's name: one for each execution environment
 * @param text without its newline
 */
public record LogLine(Instant time, String stream, String text) {}
