package dev.hearth.aws;

import java.util.Map;

/** An HTTP answer, ready to send. */
public record WireAnswer(int status, Map<String, String> headers, byte[] body) {}
