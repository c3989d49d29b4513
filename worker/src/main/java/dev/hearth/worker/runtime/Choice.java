package dev.hearth.worker.runtime;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Picks an interpreter among programs that may be one; asks no more of them than it must. */
final class Choice {
    private final List<Interpreter> seen = new ArrayList<>();
    private final Optional<Interpreter> fitting;

    /**
     * @param candidates in order of preference; what is listed twice is asked once
     * @param ask finds out what a program is, empty when it is none
     * @param fits whether a version is the one wanted; the first that fits ends the search
     */
    Choice(
            List<Path> candidates,
            Function<Path, Optional<Interpreter>> ask,
            Predicate<Version> fits) {
        for (Path candidate : new LinkedHashSet<>(candidates)) {
            ask.apply(candidate).filter(each -> !seen.contains(each)).ifPresent(seen::add);
            if (!seen.isEmpty() && fits.test(seen.getLast().version())) {
                break;
            }
        }
        fitting = seen.stream().filter(each -> fits.test(each.version())).findFirst();
    }

    /** The one that fits or, when that is allowed, the one that comes nearest. */
    Optional<Interpreter> pick(Version wanted, RuntimeFallback fallback) {
        if (fitting.isPresent() || fallback == RuntimeFallback.NONE) {
            return fitting;
        }
        return seen.stream()
                .min(
                        Comparator.comparingInt(
                                        (Interpreter each) -> each.version().distance(wanted))
                                .thenComparing(Interpreter::version, Comparator.reverseOrder()));
    }

    /** What there is instead, for people: {@code ; it has 3.11.2 (/usr/bin/python3.11)}. */
    String instead() {
        return seen.isEmpty()
                ? ""
                : seen.stream()
                        .map(each -> each.version().text() + " (" + each.program() + ")")
                        .collect(Collectors.joining(", ", "; it has ", ""));
    }
}
