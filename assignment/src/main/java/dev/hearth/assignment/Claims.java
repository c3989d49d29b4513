package dev.hearth.assignment;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The claims that are outstanding, by request id: asking twice with one id is one acquire. Bounded
 * by the concurrency limits, which every claim has passed or is about to fail. Thread-safe.
 */
final class Claims {
    private final ConcurrentMap<String, Claim> byRequest = new ConcurrentHashMap<>();

    /** The outstanding claim of the same request, when there is one; else opens this. */
    Optional<Claim> open(Claim claim) {
        return Optional.ofNullable(byRequest.putIfAbsent(claim.request().requestId(), claim));
    }

    void close(Claim claim) {
        byRequest.remove(claim.request().requestId(), claim);
    }
}
