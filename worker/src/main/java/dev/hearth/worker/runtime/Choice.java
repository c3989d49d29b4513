package dev.hearth.worker.runtime;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Picks an interpreter among those found. */
final class Choice {
    private Choice() {}

    /** The first that fits or, when that is allowed, the one that comes nearest. */
    static Optional<Interpreter> of(
            List<Interpreter> found,
            Predicate<Version> fits,
            Version wanted,
            RuntimeFallback fallback) {
        Optional<Interpreter> exact =
                found.stream().filter(each -> fits.test(each.version())).findFirst();
        if (exact.isPresent() || fallback == RuntimeFallback.NONE) {
            return exact;
        }
        return found.stream()
                .min(
                        Comparator.comparingInt(
                                        (Interpreter each) -> each.version().distance(wanted))
                                .thenComparing(Interpreter::version, Comparator.reverseOrder()));
    }
}
