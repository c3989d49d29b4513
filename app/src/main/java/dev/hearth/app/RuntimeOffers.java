package dev.hearth.app;

import dev.hearth.api.error.ApiException;
import dev.hearth.app.ServerStatus.RuntimeOffer;
import dev.hearth.foundation.time.Clock;
import dev.hearth.worker.runtime.Architecture;
import dev.hearth.worker.runtime.Runtimes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * Which of AWS's runtimes this host can run. Looking takes dozens of short programs, so what was
 * found is good for a while.
 */
public final class RuntimeOffers {
    /** AWS's, one language a line, oldest first. */
    private static final List<List<String>> KNOWN =
            List.of(
                    List.of(
                            "python3.9",
                            "python3.10",
                            "python3.11",
                            "python3.12",
                            "python3.13",
                            "python3.14"),
                    List.of("nodejs18.x", "nodejs20.x", "nodejs22.x", "nodejs24.x"),
                    List.of("java11", "java17", "java21", "java25"),
                    List.of("provided.al2", "provided.al2023"));

    private static final Duration GOOD_FOR = Duration.ofMinutes(1);

    private final Runtimes runtimes;
    private final Clock clock;
    private final Object looking = new Object();
    private Found found = new Found(List.of(), List.of());
    private long lookAgain;
    private boolean looked;

    public RuntimeOffers(Runtimes runtimes, Clock clock) {
        this.runtimes = runtimes;
        this.clock = clock;
    }

    /**
     * @param offers those there are
     * @param missing what is said of the others
     */
    public record Found(List<RuntimeOffer> offers, List<Missing> missing) {}

    /**
     * @param advice what is missing and how to get it
     */
    public record Missing(String name, String advice) {}

    /** Blocks while interpreters are asked their versions, unless that was done lately. */
    public Found find() {
        synchronized (looking) {
            long now = clock.nanos();
            if (!looked || now - lookAgain >= 0) {
                found = look();
                looked = true;
                lookAgain = now + GOOD_FOR.toNanos();
            }
            return found;
        }
    }

    private Found look() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<List<Answer>>> languages =
                    KNOWN.stream()
                            .map(names ->
                                    CompletableFuture.supplyAsync(
                                            () -> names.stream().map(this::ask).toList(), threads))
                            .toList();
            List<Answer> answers =
                    languages.stream().flatMap(language -> language.join().stream()).toList();
            return new Found(
                    answers.stream()
                            .flatMap(a -> a instanceof There(var o) ? Stream.of(o) : Stream.of())
                            .toList(),
                    answers.stream()
                            .flatMap(a -> a instanceof Lacking(var m) ? Stream.of(m) : Stream.of())
                            .toList());
        }
    }

    private Answer ask(String name) {
        try {
            return new There(
                    new RuntimeOffer(name, runtimes.find(name, Architecture.ofHost()).version()));
        } catch (ApiException e) {
            return new Lacking(new Missing(name, e.words()));
        }
    }

    private sealed interface Answer {}

    private record There(RuntimeOffer offer) implements Answer {}

    private record Lacking(Missing missing) implements Answer {}
}
