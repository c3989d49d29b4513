package dev.hearth.aws.route;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hearth.aws.uri.Percent;
import dev.hearth.aws.uri.Query;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operations of an API, found by method, path and query. Immutable. */
public final class RouteTable {
    private static final String LAMBDA = "lambda-routes.txt";

    private final Map<String, Route> byOperation = new LinkedHashMap<>();
    private final PathNode root = new PathNode();

    /**
     * @throws IllegalArgumentException when two routes cannot be told apart
     */
    public RouteTable(Collection<Route> routes) {
        for (Route route : routes) {
            if (byOperation.put(route.operation(), route) != null) {
                throw new IllegalArgumentException(route.operation() + " is there twice");
            }
            root.add(route);
        }
    }

    /** The Lambda API. Reads a resource: keep the result. */
    public static RouteTable lambda() {
        return new RouteTable(load(LAMBDA));
    }

    /**
     * Finds the operation a request is for, if the API has one; a caller without answers {@code
     * UnknownOperationException}.
     *
     * @param rawPath still encoded; one slash at its end is ignored
     * @param rawQuery still encoded, without the question mark
     * @throws dev.hearth.api.error.ApiException {@code ValidationException} when an escape is
     *     broken
     */
    public Optional<Match> match(String method, String rawPath, String rawQuery) {
        PathSearch search = new PathSearch(rawPath);
        List<PathNode.Leaf> leaves = search.run(root);
        if (leaves.isEmpty()) {
            return Optional.empty();
        }
        Map<String, List<String>> query = Query.parse(rawQuery);
        for (PathNode.Leaf leaf : leaves) {
            if (leaf.accepts(method, query)) {
                return Optional.of(new Match(leaf.route(), labels(leaf, search), query));
            }
        }
        return Optional.empty();
    }

    /** Every operation, in the table's order. */
    public Collection<Route> routes() {
        return byOperation.values();
    }

    /**
     * @throws IllegalArgumentException when the API has no such operation
     */
    public Route route(String operation) {
        Route route = byOperation.get(operation);
        if (route == null) {
            throw new IllegalArgumentException("no operation " + operation);
        }
        return route;
    }

    private static Map<String, String> labels(PathNode.Leaf leaf, PathSearch search) {
        return switch (leaf.labels().size()) {
            case 0 -> Map.of();
            case 1 -> Map.of(leaf.labels().getFirst(), Percent.decode(search.label(0)));
            default -> {
                Map<String, String> labels = LinkedHashMap.newLinkedHashMap(leaf.labels().size());
                for (int i = 0; i < leaf.labels().size(); i++) {
                    labels.put(leaf.labels().get(i), Percent.decode(search.label(i)));
                }
                yield labels;
            }
        };
    }

    private static List<Route> load(String resource) {
        try (InputStream in = RouteTable.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from the jar");
            }
            return new BufferedReader(new InputStreamReader(in, UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(RouteTable::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Route parse(String line) {
        String[] words = line.split(" ", -1);
        return new Route(words[0], words[1], words[2], Integer.parseInt(words[3]));
    }
}
