package dev.hearth.assignment;

import dev.hearth.api.assignment.AcquireRequest;
import dev.hearth.api.control.ResolvedFunction;
import dev.hearth.api.error.ThrottleReason;
import java.util.Optional;

/**
 * Who may come in: invokes in flight against the function's reservation, or else against what the
 * account has left. An invoke counts from its acquire, so a cold start counts too, until its answer
 * is out.
 */
final class Concurrency {
    private Concurrency() {}

    /** Counts the claim in, or says which limit it is over. */
    static Optional<ThrottleReason> admit(Claim claim, FunctionState function) {
        AcquireRequest request = claim.request();
        return request.function().reserved().isPresent()
                ? admitReserved(claim, function, request.function().reserved().getAsInt())
                : admitUnreserved(claim, function, request.function());
    }

    /** Counts the claim out; a second time changes nothing. */
    static void leave(Claim claim, FunctionState function) {
        switch (claim.share()) {
            case NONE -> {
                return;
            }
            case RESERVED -> {}
            case UNRESERVED -> function.account().addInFlight(-1);
        }
        function.addInFlight(-1);
        claim.share(Claim.Share.NONE);
    }

    private static Optional<ThrottleReason> admitReserved(
            Claim claim, FunctionState function, int reserved) {
        if (function.inFlight() >= reserved) {
            return Optional.of(ThrottleReason.RESERVED_CONCURRENCY);
        }
        function.addInFlight(1);
        claim.share(Claim.Share.RESERVED);
        return Optional.empty();
    }

    private static Optional<ThrottleReason> admitUnreserved(
            Claim claim, FunctionState function, ResolvedFunction resolved) {
        if (function.account().inFlight() >= resolved.unreserved()) {
            return Optional.of(ThrottleReason.ACCOUNT_CONCURRENCY);
        }
        function.account().addInFlight(1);
        function.addInFlight(1);
        claim.share(Claim.Share.UNRESERVED);
        return Optional.empty();
    }
}
