package dev.hearth.api.control;

import java.util.Map;

/** The HTTP answer to a {@link ManagementCall}. */
public record ManagementAnswer(int status, Map<String, String> headers, byte[] body) {}
