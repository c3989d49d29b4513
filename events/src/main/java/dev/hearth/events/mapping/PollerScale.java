package dev.hearth.events.mapping;

import java.time.Duration;

/**
 * How many pollers a backlog needs; each receives a batch and then invokes. As long as there are
 * fewer than the limit, at least one listens. More listen while batches come full, fewer when they
 * do not. As on AWS, five may begin at once and 300 more a minute; throttles halve their number,
 * errors of the function make it one less, each success one more.
 *
 * <p>Not for several threads.
 */
public final class PollerScale {
    private static final int BURST = 5;
    private static final Duration ONE_MORE = Duration.ofMillis(200);

    private final int maximum;
    private int allowed;
    private int total;
    private int listening;
    private int listenersWanted = 1;
    private int tokens = BURST;
    private long tokensSince;

    public PollerScale(int maximum, long nowNanos) {
        this.maximum = maximum;
        this.allowed = maximum;
        this.tokensSince = nowNanos;
    }

    /** How many pollers are to begin now; they count as listening from here. */
    public int begin(long nowNanos) {
        refill(nowNanos);
        int begin = Math.min(tokens, missing());
        tokens -= begin;
        total += begin;
        listening += begin;
        return begin;
    }

    /** Pollers that have to wait, for the pace of growth: look again after {@link #pace}. */
    public boolean waiting() {
        return missing() > 0;
    }

    public static Duration pace() {
        return ONE_MORE;
    }

    private int missing() {
        return Math.max(0, Math.min(listenersWanted - listening, allowed - total));
    }

    private void refill(long nowNanos) {
        long more = (nowNanos - tokensSince) / ONE_MORE.toNanos();
        tokensSince += more * ONE_MORE.toNanos();
        tokens = (int) Math.min(BURST, tokens + more);
    }

    /**
     * A poller has received.
     *
     * @param full whether there seems to be more than it could take
     */
    public void received(boolean full) {
        listenersWanted =
                full ? Math.min(maximum, listenersWanted + 1) : Math.max(1, listenersWanted - 1);
    }

    /** A poller that was listening begins to invoke. */
    public void busy() {
        listening--;
    }

    /**
     * A poller has received nothing and would listen again.
     *
     * @return false when it is one too many, and ends
     */
    public boolean listenStill() {
        if (listening > listenersWanted || total > allowed) {
            listening--;
            total--;
            return false;
        }
        return true;
    }

    /**
     * A poller that was busy would listen again.
     *
     * @return false when it is one too many, and ends
     */
    public boolean listenAgain() {
        if (listening >= listenersWanted || total > allowed) {
            total--;
            return false;
        }
        listening++;
        return true;
    }

    public void throttled() {
        allowed = Math.max(1, Math.min(allowed, total) / 2);
    }

    public void failed() {
        allowed = Math.max(1, Math.min(allowed, total) - 1);
    }

    public void succeeded() {
        allowed = Math.min(maximum, allowed + 1);
    }

    public int total() {
        return total;
    }
}
