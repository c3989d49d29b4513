package dev.hearth.aws.route;

import java.util.List;
import java.util.Map;

/**
 * A request's operation.
 *
 * @param path the path's labels, decoded
 * @param query every parameter, decoded
 */
public record Match(Route route, Map<String, String> path, Map<String, List<String>> query) {
    public String operation() {
        return route.operation();
    }
}
