package dev.hearth.assignment;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The claims that are outstanding, by request id: asking twice with one id is one acquire. Bounded
 * by the concurrency limits, which every claim has passed or is about to fail.
 */
final class Claims {
    private final ConcurrentMap<String, Claim> byRequest = new ConcurrentHashMap<>();
    private final MailRoom mail;

    Claims(MailRoom mail) {
        this.mail = mail;
    }

    /**
     * The outstanding claim of the same request, when there is one; else opens this. Any thread.
     */
    Optional<Claim> open(Claim claim) {
        return Optional.ofNullable(byRequest.putIfAbsent(claim.request().requestId(), claim));
    }

    /** In the mailbox; the caller hears of it outside. */
    void fail(Claim claim, FunctionState function, Throwable error) {
        close(claim, function);
        mail.post(() -> claim.completeExceptionally(error));
    }

    /** In the mailbox: it is over, and counts against no limit any more. */
    void close(Claim claim, FunctionState function) {
        Concurrency.leave(claim, function);
        byRequest.remove(claim.request().requestId(), claim);
    }
}
