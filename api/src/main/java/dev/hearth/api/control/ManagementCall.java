package dev.hearth.api.control;

import java.util.List;
import java.util.Map;

/**
 * One management request, routed and authenticated but not yet read: who reads it knows the shapes.
 *
 * @param operation AWS's name, such as {@code CreateFunction}
 * @param path the path's labels, decoded
 * @param query decoded
 * @param headers lower-case names
 * @param baseUrl how this caller reaches the API, such as {@code http://127.0.0.1:4566}: links in
 *     answers begin with it
 */
public record ManagementCall(
        String operation,
        Map<String, String> path,
        Map<String, List<String>> query,
        Map<String, String> headers,
        byte[] body,
        String baseUrl) {}
