package dev.hearth.api.worker;

import java.util.List;

/**
 * @param lines in the order they were written
 * @param cursor where to read on; the same as before when there was nothing new
 */
public record LogPage(List<LogLine> lines, String cursor) {}
