package dev.hearth.bench;

import dev.hearth.bench.function.EchoFunction;
import dev.hearth.bench.load.OneRequest;
import dev.hearth.bench.peer.HearthServer;
import dev.hearth.bench.peer.LambdaApi;
import dev.hearth.bench.peer.Scratch;
import dev.hearth.foundation.time.Clock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Measures how fast a server starts and how much memory it takes. */
final class Footprints {
    private static final String HOLDING = "bench-holding";

    /** For what a server does by itself after its start, or after the last invoke. */
    private static final Duration SETTLE = Duration.ofSeconds(5);

    /** In which each new environment must have got its invoke. */
    private static final Duration PER_ENVIRONMENT = Duration.ofMillis(150);

    private final BenchOptions options;
    private final Scratch scratch;

    Footprints(BenchOptions options, Scratch scratch) {
        this.options = options;
        this.scratch = scratch;
    }

    Footprint measure() throws IOException, InterruptedException, ExecutionException {
        List<Duration> starts = new ArrayList<>();
        for (int i = 1; i < options.starts(); i++) {
            try (HearthServer server = HearthServer.start(scratch, options.sandbox())) {
                starts.add(server.startTime());
            }
        }
        try (HearthServer server = HearthServer.start(scratch, options.sandbox())) {
            starts.add(server.startTime());
            Thread.sleep(SETTLE);
            long idle = server.residentBytes();
            return environments(server, starts, idle);
        }
    }

    private Footprint environments(HearthServer server, List<Duration> starts, long idle)
            throws IOException, InterruptedException, ExecutionException {
        LambdaApi api = server.api();
        api.create(HOLDING, EchoFunction.holding());
        hold(api, 1);
        Thread.sleep(SETTLE);
        long before = server.residentBytes();
        int environments = hold(api, options.environments());
        Thread.sleep(SETTLE);
        // One of them was there before.
        long grown = server.residentBytes() - before;
        return new Footprint(starts, idle, environments, grown / Math.max(1, environments - 1));
    }

    /** Invokes so often at once, all held until the same moment; how many environments served. */
    private static int hold(LambdaApi api, int invokes)
            throws InterruptedException, ExecutionException {
        long until =
                Clock.system().now().plus(PER_ENVIRONMENT.multipliedBy(invokes)).toEpochMilli();
        Callable<String> invoke =
                () -> {
                    try (OneRequest request =
                            new OneRequest(api.invoke(HOLDING, "{\"until\":" + until + "}"))) {
                        request.send();
                        return request.body();
                    }
                };
        Set<String> streams = new HashSet<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < invokes; i++) {
                answers.add(clients.submit(invoke));
            }
            for (Future<String> answer : answers) {
                streams.add(answer.get());
            }
        }
        return streams.size();
    }
}
