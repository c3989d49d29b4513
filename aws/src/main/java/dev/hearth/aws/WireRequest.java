package dev.hearth.aws;

import java.util.List;
import java.util.Map;

/**
 * A routed HTTP request, not yet read.
 *
 * @param path the path's labels, decoded
 * @param query decoded
 * @param headers lower-case names
 */
public record WireRequest(
        Map<String, String> path,
        Map<String, List<String>> query,
        Map<String, String> headers,
        byte[] body) {}
