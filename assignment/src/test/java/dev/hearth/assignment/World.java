package dev.hearth.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.assignment.AcquireRequest;
import dev.hearth.api.assignment.Assigned;
import dev.hearth.api.assignment.EnvironmentView;
import dev.hearth.api.control.ResolvedFunction;
import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ThrottleReason;
import dev.hearth.api.function.FunctionConfig;
import dev.hearth.api.function.FunctionVersion;
import dev.hearth.api.worker.EnvironmentId;
import dev.hearth.foundation.testing.SimulatedTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Clients, functions, a worker and the assignment between them, all from one seed. What must always
 * hold is checked after every event.
 */
final class World {
    static final AssignmentConfig CONFIG =
            new AssignmentConfig(
                    Duration.ofSeconds(2),
                    Duration.ofMillis(5),
                    100_000,
                    Duration.ofSeconds(10),
                    3,
                    Duration.ofMillis(500),
                    100);

    private static final int UNRESERVED = 8;
    private static final int RESERVED = 3;
    private static final int MEMORY_MB = 2_048;
    private static final List<String> NAMES = List.of("free", "also-free", "reserved", "large");

    /** An invoke, from the outside. */
    private static final class Invoke {
        private final ResolvedFunction function;
        private final CompletableFuture<Assigned> acquired;

        Invoke(ResolvedFunction function, CompletableFuture<Assigned> acquired) {
            this.function = function;
            this.acquired = acquired;
        }

        boolean isReserved() {
            return function.reserved().isPresent();
        }
    }

    private final Random random;
    private final SimulatedTime time = new SimulatedTime();
    private final SimulatedWorker worker;
    private final FakePlacement placement = new FakePlacement(FakeWorker.ID, MEMORY_MB);
    private final AssignmentLeader leader;

    /** Invokes that count against a limit: admitted, and their answer not out. */
    private final Map<String, Invoke> counting = new LinkedHashMap<>();

    private final Map<String, Long> generations = new LinkedHashMap<>();
    private final Map<EnvironmentId, String> serving = new LinkedHashMap<>();
    private final List<String> trace = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private int requests;
    private int served;

    World(long seed) {
        random = new Random(seed);
        worker = new SimulatedWorker(time, new Random(seed + 1));
        leader =
                new AssignmentLeader(
                        CONFIG,
                        placement,
                        id -> Optional.of(worker),
                        time,
                        time,
                        new SeededEntropy(seed + 2));
        NAMES.forEach(name -> generations.put(name, 1L));
    }

    List<String> trace() {
        return trace;
    }

    int served() {
        return served;
    }

    void act() {
        int dice = random.nextInt(100);
        if (dice < 80) {
            acquire(anyName());
        } else if (dice < 88) {
            giveUpOne();
        } else if (dice < 94) {
            change(anyName(), false);
        } else if (dice < 96) {
            change(anyName(), true);
        } else {
            time.advance(Duration.ofMillis(random.nextInt(3_000)));
        }
        check();
        time.advance(Duration.ofMillis(random.nextInt(30)));
        check();
    }

    /** Lets everything under way come to its end: then nothing may be left. */
    void finish() {
        time.advance(Duration.ofSeconds(10));
        check();
        assertEquals(Set.of(), counting.keySet(), "still waiting");
        assertEquals(Set.of(), placement.booked());
        assertEquals(Set.of(), worker.held().keySet());
        assertEquals(List.of(), leader.environments());
        assertEquals(0, time.pending(), "timers left");
    }

    private void acquire(String name) {
        ResolvedFunction function = resolve(name);
        long reserved = reserved();
        long unreserved = counting.size() - reserved;
        String request = "r" + requests++;
        note("acquire %s %s %d".formatted(request, name, function.config().key().generation()));
        CompletableFuture<Assigned> acquired = ask(request, function);
        if (!acquired.isCompletedExceptionally()) {
            assertSame(acquired, ask(request, function), "asked twice");
        }
        Invoke invoke = new Invoke(function, acquired);
        counting.put(request, invoke);
        var _ =
                acquired.whenComplete((assigned, error) -> {
                    if (error == null) {
                        begin(request, invoke, assigned);
                    } else {
                        failed(request, error);
                        justify(error, reserved, unreserved);
                    }
                });
    }

    private void begin(String request, Invoke invoke, Assigned assigned) {
        EnvironmentId id = assigned.environment();
        note("assigned %s %s".formatted(request, id));
        // This runs inside the completion of a future, where a failed assertion would get lost.
        if (serving.put(id, request) != null) {
            violations.add(id + " serves two invokes");
        }
        if (!worker.isRunning(id, invoke.function.config().key())) {
            violations.add(id + " is not ready for " + request);
        }
        served++;
        boolean toldBeforehand = random.nextInt(10) > 0;
        time.after(
                Duration.ofMillis(random.nextInt(100)),
                () -> {
                    if (toldBeforehand) {
                        counting.remove(request);
                        leader.answered(id);
                    }
                    time.after(Duration.ofMillis(random.nextInt(12)), () -> end(request, id));
                });
    }

    private void end(String request, EnvironmentId id) {
        boolean usable = random.nextInt(100) < 93;
        note("release %s %s %s".formatted(request, id, usable));
        serving.remove(id);
        counting.remove(request);
        leader.release(id, usable);
        check();
    }

    private void failed(String request, Throwable error) {
        note("failed %s %s".formatted(request, error));
        counting.remove(request);
    }

    private void justify(Throwable error, long reserved, long unreserved) {
        boolean early =
                (isThrottle(error, ThrottleReason.RESERVED_CONCURRENCY) && reserved < RESERVED)
                        || (isThrottle(error, ThrottleReason.ACCOUNT_CONCURRENCY)
                                && unreserved < UNRESERVED);
        if (early) {
            violations.add("throttled too early, with %d and %d".formatted(reserved, unreserved));
        }
    }

    private void giveUpOne() {
        List<Map.Entry<String, Invoke>> waiting =
                counting.entrySet().stream()
                        .filter(entry -> !entry.getValue().acquired.isDone())
                        .toList();
        if (!waiting.isEmpty()) {
            Map.Entry<String, Invoke> chosen = waiting.get(random.nextInt(waiting.size()));
            note("give up " + chosen.getKey());
            chosen.getValue().acquired.cancel(true);
        }
    }

    private void change(String name, boolean deleted) {
        long generation = generations.merge(name, 1L, Long::sum);
        note("change %s %d %s".formatted(name, generation, deleted));
        leader.functionChanged(Functions.id(name), generation, deleted);
    }

    private void check() {
        assertEquals(List.of(), violations);
        long reserved = reserved();
        assertTrue(reserved <= RESERVED, "over the reservation: " + reserved);
        assertTrue(counting.size() - reserved <= UNRESERVED, "over the account's concurrency");
        assertTrue(placement.booked().containsAll(worker.held().keySet()), "unbooked");
        assertTrue(live().containsAll(placement.booked()), "booked for nobody");
        assertTrue(placement.booked().containsAll(live()), "live without a booking");
        assertTrue(worker.mostStartingAtOnce() <= CONFIG.startsPerWorker(), "start slots");
        assertTrue(worker.startsAsked() <= requests, "more starts than invokes");
    }

    private Set<EnvironmentId> live() {
        return leader.environments().stream().map(EnvironmentView::id).collect(Collectors.toSet());
    }

    private CompletableFuture<Assigned> ask(String request, ResolvedFunction function) {
        return leader.acquire(new AcquireRequest(request, function));
    }

    /** Mostly the newest generation; now and then a caller resolved just before the change. */
    private ResolvedFunction resolve(String name) {
        long newest = generations.getOrDefault(name, 1L);
        long generation = random.nextInt(20) == 0 ? Math.max(1, newest - 1) : newest;
        int memoryMb = name.equals("large") ? 900 : 256;
        FunctionConfig config =
                Functions.config(name, FunctionVersion.LATEST, generation, memoryMb);
        OptionalInt reserved =
                name.equals("reserved") ? OptionalInt.of(RESERVED) : OptionalInt.empty();
        return new ResolvedFunction(config, reserved, UNRESERVED);
    }

    private String anyName() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    private void note(String event) {
        trace.add(time.nanos() + " " + event);
    }

    private long reserved() {
        return counting.values().stream().filter(Invoke::isReserved).count();
    }

    private static boolean isThrottle(Throwable error, ThrottleReason reason) {
        return error instanceof ApiException e
                && e.member("Reason").filter(reason.wireName()::equals).isPresent();
    }
}
