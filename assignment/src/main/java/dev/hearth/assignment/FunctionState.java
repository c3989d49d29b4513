package dev.hearth.assignment;

import dev.hearth.api.function.EnvironmentKey;
import dev.hearth.api.function.FunctionVersion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What assignment knows of one function, over all its versions. */
final class FunctionState {
    private final AccountState account;
    private final StartRate starts;
    private final Set<Pool> pools = new LinkedHashSet<>();
    private int inFlight;
    private long newestGeneration = Long.MIN_VALUE;
    private long usedNanos;

    FunctionState(AccountState account, StartRate starts, long nowNanos) {
        this.account = account;
        this.starts = starts;
        this.usedNanos = nowNanos;
    }

    AccountState account() {
        return account;
    }

    StartRate starts() {
        return starts;
    }

    int inFlight() {
        return inFlight;
    }

    void addInFlight(int change) {
        inFlight += change;
    }

    void add(Pool pool) {
        pools.add(pool);
    }

    void remove(Pool pool, long nowNanos) {
        pools.remove(pool);
        usedNanos = nowNanos;
    }

    /** A copy: pools come and go while it is worked on. */
    List<Pool> pools() {
        return new ArrayList<>(pools);
    }

    void changed(long generation, boolean deleted, long nowNanos) {
        // A function created anew under a deleted one's name may count from the start again.
        newestGeneration = deleted ? Long.MIN_VALUE : Math.max(newestGeneration, generation);
        usedNanos = nowNanos;
    }

    /**
     * Whether the key's code or configuration has been replaced. Published versions never change,
     * so only {@code $LATEST} grows old.
     */
    boolean isOld(EnvironmentKey key) {
        return key.generation() < newestGeneration
                && key.version().version().equals(FunctionVersion.LATEST);
    }

    boolean isQuietSince(long nanos) {
        return pools.isEmpty() && inFlight == 0 && usedNanos - nanos <= 0;
    }
}
