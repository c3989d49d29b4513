package dev.hearth.aws.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.error.ApiException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RouteTableTest {
    private final RouteTable table = RouteTable.lambda();

    @Test
    void everyRouteFindsItself() {
        for (Route route : table.routes()) {
            String path = route.path().replaceAll("\\{(\\w+)}", "v-$1");
            String query = route.uri().contains("?") ? route.uri().split("\\?", 2)[1] : "";
            Match match = table.match(route.method(), path, query).orElseThrow();
            assertEquals(route, match.route());
            match.path().forEach((label, value) -> assertEquals("v-" + label, value));
            assertEquals(route.path().chars().filter(c -> c == '{').count(), match.path().size());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/2015-03-31/functions,'',ListFunctions",
        "GET,/2015-03-31/functions/,Marker=x,ListFunctions",
        "POST,/2015-03-31/functions/f/invocations,Qualifier=1,Invoke",
        "GET,/2018-10-31/layers,'',ListLayers",
        "GET,/2018-10-31/layers,find=Other,ListLayers",
        "GET,/2018-10-31/layers,find=LayerVersion&Arn=a,GetLayerVersionByArn",
        "GET,/2019-09-30/functions/f/provisioned-concurrency,Qualifier=1,GetProvisionedConcurrencyConfig",
        "GET,/2019-09-30/functions/f/provisioned-concurrency,MaxItems=1&List=ALL,ListProvisionedConcurrencyConfigs",
        "GET,/2019-09-25/functions/f/event-invoke-config/list,'',ListFunctionEventInvokeConfigs",
        "POST,/2014-11-13/functions/f/invoke-async/,'',InvokeAsync",
    })
    void methodPathAndQueryDecide(String method, String path, String query, String operation) {
        assertEquals(operation, table.match(method, path, query).orElseThrow().operation());
    }

    @Test
    void labelsAreDecodedAfterThePathIsCut() {
        Match match =
                table.match(
                                "GET",
                                "/2025-12-01/durable-executions/arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3Af%3A%24LATEST%2Fdurable-execution%2Fa%2Fb/history",
                                "Marker=a%2Bb+c&x&y=")
                        .orElseThrow();
        assertEquals("GetDurableExecutionHistory", match.operation());
        assertEquals(
                Map.of(
                        "DurableExecutionArn",
                        "arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST/durable-execution/a/b"),
                match.path());
        assertEquals(
                Map.of("Marker", List.of("a+b c"), "x", List.of(""), "y", List.of("")),
                match.query());
        assertEquals(
                "a+é:b",
                table.match("GET", "/2015-03-31/functions/a+%c3%A9:b", "")
                        .orElseThrow()
                        .path()
                        .get("FunctionName"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/",
        "GET,''",
        "GET,*",
        "GET,//",
        "GET,/2015-03-31",
        "GET,/2015-03-31/functions//",
        "GET,/2015-03-31/functions//configuration",
        "GET,/2015-03-31/functions/f/nothing",
        "GET,/2015-03-31/functions/f/configuration/more",
        "PATCH,/2015-03-31/functions/f",
        "get,/2015-03-31/functions",
        "GET,2015-03-31/functions",
        "GET,x2015-03-31/functions",
        "GET,/2015-03-31/FUNCTIONS",
    })
    void whatIsNoOperationIsNotFound(String method, String path) {
        assertTrue(table.match(method, path, "").isEmpty());
    }

    @Test
    void brokenEscapesAreRefused() {
        for (String name : List.of("%", "%4", "%zz", "a%", "%ff", "%c3")) {
            assertThrows(
                    ApiException.class,
                    () -> table.match("GET", "/2015-03-31/functions/" + name, ""),
                    name);
            assertThrows(
                    ApiException.class,
                    () -> table.match("GET", "/2015-03-31/functions", "Marker=" + name),
                    name);
        }
    }

    @Test
    void routesThatCannotBeToldApartAreRefused() {
        Route one = new Route("One", "GET", "/a/{B}", 200);
        for (Route other :
                List.of(
                        new Route("One", "GET", "/c", 200),
                        new Route("Two", "GET", "/a/{C}", 200),
                        new Route("Two", "GET", "/a/b", 200))) {
            assertThrows(IllegalArgumentException.class, () -> new RouteTable(List.of(one, other)));
        }
    }
}
