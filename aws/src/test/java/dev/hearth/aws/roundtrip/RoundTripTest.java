package dev.hearth.aws.roundtrip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.aws.json.RestJson;
import dev.hearth.aws.route.Route;
import dev.hearth.aws.route.RouteTable;
import dev.hearth.aws.route.SdkGaps;
import dev.hearth.aws.shape.ServiceModel;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** What the SDK's client sends is what we read, and what we write is what it reads. */
final class RoundTripTest {
    /** An event stream, on the asynchronous client alone; its frames are not restJson1. */
    private static final Set<String> STREAMED = Set.of("InvokeWithResponseStream");

    private static final int ROUNDS = 25;

    private static WireServer server;
    private static LambdaClient client;

    @BeforeAll
    static void start() throws IOException {
        server = new WireServer();
        client = server.client();
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    static Stream<Route> operations() {
        return RouteTable.lambda().routes().stream()
                .filter(route -> !STREAMED.contains(route.operation()))
                .filter(route -> !SdkGaps.OPERATIONS.contains(route.operation()));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void requestsAndResponsesSurvive(Route route) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            roundTrip(route, route.operation().hashCode() * 1000L + round, round / (ROUNDS - 1.0));
        }
    }

    private void roundTrip(Route route, long seed, double density) throws Exception {
        RandomShapes shapes = new RandomShapes(seed, density);
        SdkPojo request = shapes.make(ServiceModel.LAMBDA.request(route.operation()));
        SdkPojo response = shapes.make(ServiceModel.LAMBDA.response(route.operation()));
        AtomicReference<SdkPojo> read = new AtomicReference<>();
        server.answer((match, from) -> {
            read.set(RestJson.read(ServiceModel.LAMBDA.request(match.operation()), from));
            return RestJson.write(response, match.route().status());
        });

        SdkPojo answer = call(route.operation(), request);

        assertEquals(request, read.get(), () -> "request, seed " + seed);
        assertTrue(
                response.equalsBySdkFields(answer),
                () -> "seed " + seed + " wrote " + response + " client read " + answer);
    }

    private static SdkPojo call(String operation, SdkPojo request) throws Exception {
        String method = operation.substring(0, 1).toLowerCase(Locale.ROOT) + operation.substring(1);
        try {
            return (SdkPojo)
                    LambdaClient.class
                            .getMethod(method, request.getClass())
                            .invoke(client, request);
        } catch (InvocationTargetException e) {
            throw (Exception) e.getCause();
        }
    }
}
