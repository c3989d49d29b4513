package dev.hearth.events.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.error.ThrottleReason;
import dev.hearth.api.events.AsyncEvent;
import dev.hearth.api.events.AsyncPolicy;
import dev.hearth.api.events.FunctionQueue;
import dev.hearth.api.function.FunctionId;
import dev.hearth.api.invoke.InvokeOrder;
import dev.hearth.api.invoke.Invoked;
import dev.hearth.events.destination.Destinations.Told;
import dev.hearth.events.destination.Ending;
import dev.hearth.foundation.testing.SimulatedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A dispatcher over simulated time, with functions that do what a test says. */
final class Stage {
    static final FunctionId F = function("f");

    final SimulatedTime time = new SimulatedTime();
    final Instant start = time.now();
    final MemoryQueue queue = new MemoryQueue(time);
    final EventCounts counts = new EventCounts(start);
    final Dispatcher dispatcher;
    final QueueIntake intake = new QueueIntake(queue, counts);
    final List<InvokeOrder> invokes = new ArrayList<>();
    final List<Long> seconds = new ArrayList<>();
    final List<Ending> told = new ArrayList<>();
    final Map<FunctionId, AsyncPolicy> policies = new HashMap<>();
    final Map<FunctionId, Function<InvokeOrder, CompletableFuture<Invoked>>> functions =
            new HashMap<>();
    Told answer = new Told(1, 0, 0);
    Instant destinationUpAt = start;
    boolean destinationHangs;

    /** So many look-ups of policies, and tellings, meet a fault. */
    int policyFaults;

    int tellingFaults;
    int running;
    int mostRunning;
    private int asked;

    Stage() {
        dispatcher =
                new Dispatcher(
                        (function, qualifier) -> policy(function),
                        this::invoke,
                        this::tell,
                        counts,
                        DispatchConfig.defaults(2),
                        time,
                        time);
        dispatcher.drain(queue);
        policies.put(F, policy(2, OptionalInt.empty()));
    }

    private Optional<AsyncPolicy> policy(FunctionId function) {
        if (policyFaults > 0) {
            policyFaults--;
            throw new StackOverflowError("as a test says");
        }
        return Optional.ofNullable(policies.get(function));
    }

    private CompletableFuture<Told> tell(Ending ending) {
        told.add(ending);
        if (tellingFaults > 0) {
            tellingFaults--;
            return CompletableFuture.failedFuture(new StackOverflowError("as a test says"));
        }
        if (destinationHangs) {
            return new CompletableFuture<>();
        }
        return CompletableFuture.completedFuture(
                time.now().isBefore(destinationUpAt)
                        ? new Told(0, 0, 0, Optional.of(ending))
                        : answer);
    }

    private CompletableFuture<Invoked> invoke(InvokeOrder order) {
        invokes.add(order);
        seconds.add(Duration.between(start, time.now()).toSeconds());
        running++;
        mostRunning = Math.max(running, mostRunning);
        CompletableFuture<Invoked> answer =
                functions.getOrDefault(order.function(), _ -> Stage.fails()).apply(order);
        return answer.whenComplete((_, _) -> running--);
    }

    Stage does(Function<InvokeOrder, CompletableFuture<Invoked>> what) {
        functions.put(F, what);
        return this;
    }

    void send(FunctionId function) {
        intake.accept(
                        new AsyncEvent(
                                "request-" + asked++,
                                function,
                                Optional.empty(),
                                "{}".getBytes(UTF_8),
                                "",
                                time.now()))
                .join();
    }

    FunctionQueue view() {
        return counts.queues().stream()
                .filter(queue -> queue.function().equals(F))
                .findFirst()
                .orElseThrow();
    }

    static FunctionId function(String name) {
        return new FunctionId("000000000000", "us-east-1", name);
    }

    static AsyncPolicy policy(int retries, OptionalInt reserved) {
        return policy(retries, AsyncPolicy.DEFAULT_EVENT_AGE, reserved);
    }

    static AsyncPolicy policy(int retries, Duration age, OptionalInt reserved) {
        return new AsyncPolicy(
                retries,
                age,
                Optional.empty(),
                Optional.of("arn:aws:sqs:us-east-1:000000000000:failures"),
                Optional.empty(),
                reserved,
                false);
    }

    static AsyncPolicy quiet(OptionalInt reserved) {
        return new AsyncPolicy(
                2,
                AsyncPolicy.DEFAULT_EVENT_AGE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                reserved,
                false);
    }

    /** Succeeds after so long. */
    Function<InvokeOrder, CompletableFuture<Invoked>> takes(Duration length) {
        return order -> {
            CompletableFuture<Invoked> answer = new CompletableFuture<>();
            time.after(length, () -> answer.complete(success()));
            return answer;
        };
    }

    static Invoked success() {
        return new Invoked("$LATEST", "1".getBytes(UTF_8), Optional.empty());
    }

    static CompletableFuture<Invoked> fails() {
        return CompletableFuture.completedFuture(
                new Invoked(
                        "$LATEST",
                        "{\"errorMessage\":\"boom\"}".getBytes(UTF_8),
                        Optional.of("Unhandled")));
    }

    static CompletableFuture<Invoked> throttles() {
        return CompletableFuture.failedFuture(
                ApiException.throttled(ThrottleReason.ACCOUNT_CONCURRENCY));
    }

    static CompletableFuture<Invoked> refuses(ErrorCode code) {
        return CompletableFuture.failedFuture(new ApiException(code, code.wireName()));
    }
}
