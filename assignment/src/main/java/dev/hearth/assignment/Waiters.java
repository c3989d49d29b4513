package dev.hearth.assignment;

import java.util.Optional;

/** Invokes that wait for an environment, over all pools: at most so many. */
final class Waiters {
    private final int most;
    private final Claims claims;
    private final KnownFunctions functions;
    private int count;

    Waiters(int most, Claims claims, KnownFunctions functions) {
        this.most = most;
        this.claims = claims;
        this.functions = functions;
    }

    /** False when too many wait already. */
    boolean join(Claim claim, Pool pool) {
        if (count >= most) {
            return false;
        }
        count++;
        pool.join(claim);
        return true;
    }

    /** False when it was not waiting. */
    boolean leave(Claim claim, Pool pool) {
        boolean waited = pool.leave(claim);
        if (waited) {
            count--;
        }
        return waited;
    }

    Optional<Claim> takeOldest(Pool pool) {
        Optional<Claim> oldest = pool.takeOldestWaiter();
        oldest.ifPresent(_ -> count--);
        return oldest;
    }

    void failOldest(Pool pool, Throwable error, long nowNanos) {
        takeOldest(pool).ifPresent(claim -> fail(claim, pool, error, nowNanos));
    }

    void failNewest(Pool pool, Throwable error, long nowNanos) {
        Optional<Claim> newest = pool.takeNewestWaiter();
        newest.ifPresent(claim -> {
            count--;
            fail(claim, pool, error, nowNanos);
        });
    }

    private void fail(Claim claim, Pool pool, Throwable error, long nowNanos) {
        claims.fail(claim, pool.function(), error);
        functions.closeIfEmpty(pool, nowNanos);
    }
}
