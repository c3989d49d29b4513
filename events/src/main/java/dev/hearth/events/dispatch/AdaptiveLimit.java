package dev.hearth.events.dispatch;

import java.util.OptionalInt;

/**
 * How many of a function's events are invoked at once: a quarter more after as many answers, half
 * after a throttle. Paced: answers that come together are one reason, not many. Not safe for use by
 * many threads.
 */
final class AdaptiveLimit {
    private final DispatchConfig config;
    private int ceiling;
    private int limit;
    private int answers;
    private long changedAt;

    AdaptiveLimit(DispatchConfig config, long nanos) {
        this.config = config;
        this.ceiling = config.maximumConcurrency();
        this.limit = Math.min(config.firstConcurrency(), ceiling);
        this.changedAt = nanos - config.pace().toNanos();
    }

    int current() {
        return limit;
    }

    /** Never more than the function's reserved concurrency, and never less than one. */
    void cap(OptionalInt reserved) {
        ceiling =
                Math.clamp(
                        reserved.orElse(config.maximumConcurrency()),
                        1,
                        config.maximumConcurrency());
        limit = Math.min(limit, ceiling);
    }

    /**
     * @param pressed whether more events wait
     */
    void answered(boolean pressed, long nanos) {
        answers++;
        if (pressed && answers >= limit && paced(nanos)) {
            change(Math.min(ceiling, limit + Math.max(1, limit / 4)), nanos);
        }
    }

    void throttled(long nanos) {
        if (paced(nanos)) {
            change(Math.max(1, limit / 2), nanos);
        }
    }

    private boolean paced(long nanos) {
        return nanos - changedAt >= config.pace().toNanos();
    }

    private void change(int to, long nanos) {
        limit = to;
        answers = 0;
        changedAt = nanos;
    }
}
