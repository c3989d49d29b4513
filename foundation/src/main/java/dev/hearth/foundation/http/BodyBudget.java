package dev.hearth.foundation.http;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of request bodies may be held at once: by one listener's connections, and by the
 * whole server. Any thread.
 *
 * <p>Small bodies are not counted, so most requests touch no counter that others share: how many
 * there can be follows from the limits of connections.
 */
final class BodyBudget {
    static final int UNCOUNTED_BYTES = 64 * 1024;

    private final AtomicLong used = new AtomicLong();
    private final long max;
    private final Optional<BodyBudget> within;

    private BodyBudget(long max, Optional<BodyBudget> within) {
        this.max = max;
        this.within = within;
    }

    static BodyBudget ofServer(long max) {
        return new BodyBudget(max, Optional.empty());
    }

    /** One listener's share of this server's. */
    BodyBudget ofListener(long most) {
        return new BodyBudget(most, Optional.of(this));
    }

    /** False when there is not that much left; then nothing is taken. */
    boolean take(long bytes) {
        boolean fits = used.addAndGet(bytes) <= max;
        if (fits && (within.isEmpty() || within.get().take(bytes))) {
            return true;
        }
        used.addAndGet(-bytes);
        return false;
    }

    void give(long bytes) {
        used.addAndGet(-bytes);
        within.ifPresent(server -> server.give(bytes));
    }
}
