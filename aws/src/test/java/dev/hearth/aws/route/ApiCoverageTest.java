package dev.hearth.aws.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ApiCoverageTest {
    private final RouteTable table =
            new RouteTable(
                    List.of(
                            new Route("Two", "POST", "/two/{Name}", 201),
                            new Route("One", "GET", "/one", 200)));

    @Test
    void rendersEveryOperationByName() {
        assertEquals(
                """
                # API coverage

                1 of the 2 operations of the Lambda API are built. The others answer 501 `NotImplementedException`.
                This page is generated; a test fails when it is stale.

                | Operation | Request | State |
                |---|---|---|
                | One | `GET /one` | answers 501 |
                | Two | `POST /two/{Name}` | built |
                """,
                ApiCoverage.render(table, Set.of("Two")));
    }

    @Test
    void anOperationTheApiLacksCannotBeBuilt() {
        assertThrows(
                IllegalArgumentException.class, () -> ApiCoverage.render(table, Set.of("Three")));
    }
}
