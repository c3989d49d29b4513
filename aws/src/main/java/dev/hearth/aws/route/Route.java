package dev.hearth.aws.route;

import dev.hearth.aws.uri.Query;
import java.util.List;
import java.util.Map;

/**
 * One operation's place in the API.
 *
 * @param uri path and fixed query, with labels in braces: {@code
 *     /2018-10-31/layers?find=LayerVersion}
 * @param status of success, unless the response carries its own
 */
public record Route(String operation, String method, String uri, int status) {
    String path() {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    /** What the query must hold for this operation. */
    Map<String, List<String>> fixedQuery() {
        int query = uri.indexOf('?');
        return query < 0 ? Map.of() : Query.parse(uri.substring(query + 1));
    }
}
