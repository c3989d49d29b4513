package dev.hearth.assignment;

import dev.hearth.api.assignment.AcquireRequest;
import dev.hearth.api.assignment.Assigned;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * One invoke's claim on an environment, from acquire until release. As a future it belongs to the
 * caller; what it holds of the concurrency limits is changed inside the mailbox only.
 */
final class Claim extends CompletableFuture<Assigned> {
    /** What this claim takes of the concurrency limits. */
    enum Share {
        NONE,
        RESERVED,
        UNRESERVED
    }

    private final AcquireRequest request;
    private final Consumer<Claim> onCancel;
    private Share share = Share.NONE;

    Claim(AcquireRequest request, Consumer<Claim> onCancel) {
        this.request = request;
        this.onCancel = onCancel;
    }

    AcquireRequest request() {
        return request;
    }

    Share share() {
        return share;
    }

    void share(Share now) {
        share = now;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            onCancel.accept(this);
        }
        return cancelled;
    }
}
