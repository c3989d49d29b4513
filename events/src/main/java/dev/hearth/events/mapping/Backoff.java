package dev.hearth.events.mapping;

import dev.hearth.foundation.time.Entropy;
import java.time.Duration;

/** Waits that double up to a limit, each shortened at random by up to a half. Not for threads. */
public final class Backoff {
    private static final int STEPS = 1000;

    private final Duration first;
    private final Duration limit;
    private final Entropy entropy;
    private Duration next;

    public Backoff(Duration first, Duration limit, Entropy entropy) {
        this.first = first;
        this.limit = limit;
        this.entropy = entropy;
        this.next = first;
    }

    /** The wait before the next attempt. */
    public Duration next() {
        Duration whole = next;
        Duration doubled = whole.multipliedBy(2);
        next = doubled.compareTo(limit) < 0 ? doubled : limit;
        return whole.minus(whole.dividedBy(2).multipliedBy(entropy.below(STEPS)).dividedBy(STEPS));
    }

    /** Things go well again. */
    public void reset() {
        next = first;
    }
}
