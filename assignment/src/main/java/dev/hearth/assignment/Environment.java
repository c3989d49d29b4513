package dev.hearth.assignment;

import dev.hearth.api.assignment.EnvironmentPhase;
import dev.hearth.api.assignment.EnvironmentView;
import dev.hearth.api.worker.EnvironmentId;
import dev.hearth.api.worker.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One execution environment, from the decision to start it until its worker has removed it. Changed
 * inside the mailbox only; phase and place may be read from anywhere.
 */
final class Environment {
    private final EnvironmentId id;
    private final Pool pool;
    private volatile @Nullable WorkerId worker;
    private volatile EnvironmentPhase phase = EnvironmentPhase.STARTING;
    private volatile long sinceNanos;
    private @Nullable Claim serving;
    private boolean promised;

    Environment(EnvironmentId id, Pool pool, long nowNanos) {
        this.id = id;
        this.pool = pool;
        this.sinceNanos = nowNanos;
    }

    EnvironmentId id() {
        return id;
    }

    Pool pool() {
        return pool;
    }

    int memoryMb() {
        return pool.config().memoryMb();
    }

    Optional<WorkerId> worker() {
        return Optional.ofNullable(worker);
    }

    void place(WorkerId chosen) {
        worker = chosen;
    }

    EnvironmentPhase phase() {
        return phase;
    }

    boolean is(EnvironmentPhase asked) {
        return phase == asked;
    }

    long sinceNanos() {
        return sinceNanos;
    }

    void enter(EnvironmentPhase next, long nowNanos) {
        sinceNanos = nowNanos;
        phase = next;
    }

    Optional<Claim> serving() {
        return Optional.ofNullable(serving);
    }

    void serve(Claim claim, long nowNanos) {
        serving = claim;
        enter(EnvironmentPhase.BUSY, nowNanos);
    }

    void serveNobody() {
        serving = null;
    }

    /** Whether a waiter counts on this settling environment instead of a new one. */
    boolean isPromised() {
        return promised;
    }

    void promised(boolean now) {
        promised = now;
    }

    /** Empty until it has a place. */
    Optional<EnvironmentView> view(Instant now, long nowNanos) {
        return worker().map(place ->
                new EnvironmentView(
                        id,
                        place,
                        pool.key(),
                        phase,
                        now.minus(Duration.ofNanos(nowNanos - sinceNanos))));
    }
}
