package dev.hearth.events.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.events.AsyncPolicies;
import dev.hearth.api.events.AsyncPolicy;
import dev.hearth.api.function.FunctionId;
import dev.hearth.api.invoke.InvokeOrder;
import dev.hearth.api.invoke.Invoked;
import dev.hearth.api.invoke.Invokes;
import dev.hearth.events.destination.Destinations;
import dev.hearth.events.destination.Ending;
import dev.hearth.events.queue.Untold;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/**
 * Functions whose events are numbers, and which tell an {@link EventLedger} of each. Every 40th
 * fails, and is told to a destination; every 7th meets an error of the platform's first, and comes
 * again after a second.
 */
final class LedgerFunctions implements Invokes, Destinations, AsyncPolicies {
    private static final int FAILS = 40;
    private static final int COMES_AGAIN = 7;

    private static final Invoked DONE =
            new Invoked("$LATEST", "null".getBytes(UTF_8), Optional.empty());
    private static final Invoked FAILED =
            new Invoked("$LATEST", "{}".getBytes(UTF_8), Optional.of("Unhandled"));
    private static final AsyncPolicy POLICY =
            new AsyncPolicy(
                    0,
                    AsyncPolicy.DEFAULT_EVENT_AGE,
                    Optional.empty(),
                    Optional.of("the ledger"),
                    Optional.empty(),
                    OptionalInt.empty(),
                    false);

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    LedgerFunctions(int port) {
        this.port = port;
    }

    /** Events of many functions, so that every lane has some. */
    static FunctionId functionOf(int number) {
        return new FunctionId("000000000000", "us-east-1", "function-" + number % 50);
    }

    @Override
    public Optional<AsyncPolicy> find(FunctionId function, Optional<String> qualifier) {
        return Optional.of(POLICY);
    }

    @Override
    public CompletableFuture<Invoked> invoke(InvokeOrder order) {
        int number = number(order.payload());
        if (number % FAILS == 0) {
            return CompletableFuture.completedFuture(FAILED);
        }
        CompletableFuture<Void> allowed =
                number % COMES_AGAIN == 0
                        ? tell("second", number)
                        : CompletableFuture.completedFuture(null);
        return allowed.thenCompose(nothing -> tell("delivered", number)).thenApply(nothing -> DONE);
    }

    @Override
    public CompletableFuture<Told> tell(Ending ending) {
        if (ending.condition() == Untold.Condition.SUCCESS) {
            return CompletableFuture.completedFuture(new Told(0, 0, 0));
        }
        return tell("dead", number(ending.event().event().payload()))
                .handle((nothing, failure) ->
                        failure == null ? new Told(1, 0, 0) : new Told(0, 1, 0));
    }

    private static int number(byte[] payload) {
        return Integer.parseInt(new String(payload, UTF_8));
    }

    private CompletableFuture<Void> tell(String book, int number) {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + port + "/" + book + "/" + number))
                        .build();
        return http.sendAsync(request, BodyHandlers.discarding())
                .thenAccept(LedgerFunctions::check);
    }

    private static void check(HttpResponse<Void> answer) {
        if (answer.statusCode() != 200) {
            throw new ApiException(ErrorCode.SERVICE, "The ledger answers " + answer.statusCode());
        }
    }
}
