package dev.hearth.aws.route;

import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The page that says which operations of an API are built. */
public final class ApiCoverage {
    private ApiCoverage() {}

    /**
     * Renders the page as Markdown, operations by name.
     *
     * @param built names of operations that do their work
     * @throws IllegalArgumentException when the API has no such operation
     */
    public static String render(RouteTable table, Set<String> built) {
        Collection<Route> routes = table.routes();
        new TreeSet<>(built).forEach(table::route);
        return """
        # API coverage

        %d of the %d operations of the Lambda API are built. The others answer 501 `NotImplementedException`.
        This page is generated; a test fails when it is stale.

        | Operation | Request | State |
        |---|---|---|
        """
                        .formatted(built.size(), routes.size())
                + routes.stream()
                        .sorted(Comparator.comparing(Route::operation))
                        .map(route -> row(route, built.contains(route.operation())))
                        .collect(Collectors.joining());
    }

    private static String row(Route route, boolean built) {
        return "| %s | `%s %s` | %s |\n"
                .formatted(
                        route.operation(),
                        route.method(),
                        route.uri(),
                        built ? "built" : "answers 501");
    }
}
