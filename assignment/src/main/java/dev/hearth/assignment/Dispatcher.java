package dev.hearth.assignment;

import dev.hearth.api.assignment.Assigned;
import dev.hearth.api.assignment.EnvironmentPhase;
import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ThrottleReason;
import dev.hearth.api.function.FunctionId;
import dev.hearth.api.placement.Placement;
import dev.hearth.api.worker.EnvironmentId;
import dev.hearth.foundation.actor.Failures;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import dev.hearth.foundation.time.Timers;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Matches invokes with environments. Runs inside the mailbox only.
 *
 * <p>Who fails when an environment does not come: a refusal before the start (no room, too many
 * starts) concerns the newest waiter, for whom it was asked; a start that failed had the oldest
 * waiting for it, and fails that one, unless the environments still to come are enough for all.
 * Either way a start answers for at most one waiter and is never tried again, so a function that
 * cannot start costs one start an invoke, and the caller decides about retries.
 */
final class Dispatcher implements Launcher.Outcomes {
    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private final Clock clock;
    private final MailRoom mail;
    private final Claims claims;
    private final ConcurrentMap<EnvironmentId, Environment> live;
    private final IdleEnvironments idle = new IdleEnvironments();
    private final KnownFunctions functions;
    private final Waiters waiters;
    private final Launcher launcher;
    private final Coverage coverage;
    private final Upkeep upkeep;

    Dispatcher(
            AssignmentConfig config,
            Placement placement,
            WorkerDirectory workers,
            Clock clock,
            Timers timers,
            Entropy entropy,
            MailRoom mail,
            Claims claims,
            ConcurrentMap<EnvironmentId, Environment> live) {
        this.clock = clock;
        this.mail = mail;
        this.claims = claims;
        this.live = live;
        functions = new KnownFunctions(config);
        waiters = new Waiters(config.maxWaiters(), claims, functions);
        Alarm alarm = new Alarm(timers, () -> mail.enter(this::wake));
        launcher =
                new Launcher(
                        config,
                        placement,
                        new WorkerCalls(workers, mail),
                        clock,
                        alarm,
                        idle,
                        this);
        coverage = new Coverage(config.settlingGrace(), waiters, launcher, live, entropy, alarm);
        upkeep = new Upkeep(config.keepAlive(), coverage, launcher, idle, functions, clock, alarm);
    }

    private void wake() {
        upkeep.wake();
    }

    // What callers ask.

    void admit(Claim claim) {
        long now = clock.nanos();
        Pool pool = functions.pool(claim.request().function().config(), now);
        Optional<ThrottleReason> over = Concurrency.admit(claim, pool.function());
        if (over.isPresent()) {
            claims.fail(claim, pool.function(), ApiException.throttled(over.get()));
        } else {
            idle.takeMostRecent(pool)
                    .ifPresentOrElse(
                            environment -> serve(environment, claim, now),
                            () -> await(claim, pool, now));
        }
        functions.closeIfEmpty(pool, now);
    }

    /** The caller has given its claim up while it waited. */
    void abandon(Claim claim) {
        long now = clock.nanos();
        Pool pool = functions.pool(claim.request().function().config(), now);
        if (waiters.leave(claim, pool)) {
            claims.close(claim, pool.function());
        }
        functions.closeIfEmpty(pool, now);
    }

    void answered(EnvironmentId id) {
        Environment environment = live.get(id);
        if (environment != null && environment.is(EnvironmentPhase.BUSY)) {
            environment.enter(EnvironmentPhase.SETTLING, clock.nanos());
            environment.pool().beginSettling(environment);
            environment
                    .serving()
                    .ifPresent(claim -> Concurrency.leave(claim, environment.pool().function()));
        }
    }

    void release(EnvironmentId id, boolean usable) {
        Environment environment = live.get(id);
        if (environment == null || environment.serving().isEmpty()) {
            return;
        }
        long now = clock.nanos();
        endInvoke(environment);
        if (usable) {
            offer(environment, now);
        } else {
            launcher.stop(environment);
        }
        coverage.cover(environment.pool(), now);
    }

    void change(FunctionId id, long generation, boolean deleted) {
        long now = clock.nanos();
        FunctionState function = functions.function(id, now);
        function.changed(generation, deleted, now);
        for (Pool pool : function.pools()) {
            if (deleted) {
                pool.condemn();
            }
            if (pool.isStale()) {
                idle.takeAll(pool, launcher::stop);
            }
        }
        upkeep.watch(now);
    }

    // What becomes of starts and stops.

    @Override
    public void arrived(Environment environment) {
        environment.pool().startEnded();
        offer(environment, clock.nanos());
    }

    @Override
    public void failed(Environment environment, Throwable cause) {
        Pool pool = environment.pool();
        pool.startEnded();
        if (pool.hasUncoveredWaiter()) {
            waiters.failOldest(pool, Failures.cause(cause), clock.nanos());
        } else {
            log.warn(
                    "Starting environment {} failed; nobody waits for it", environment.id(), cause);
        }
    }

    @Override
    public void refused(Environment environment, ApiException reason) {
        Pool pool = environment.pool();
        unneeded(environment);
        if (pool.hasUncoveredWaiter()) {
            waiters.failNewest(pool, reason, clock.nanos());
        }
    }

    @Override
    public void unneeded(Environment environment) {
        environment.pool().startEnded();
        gone(environment);
    }

    @Override
    public void gone(Environment environment) {
        live.remove(environment.id());
        environment.pool().gone();
        functions.closeIfEmpty(environment.pool(), clock.nanos());
    }

    // The pieces.

    private void await(Claim claim, Pool pool, long now) {
        if (waiters.join(claim, pool)) {
            coverage.cover(pool, now);
        } else {
            claims.fail(
                    claim,
                    pool.function(),
                    ApiException.throttled(ThrottleReason.ACCOUNT_CONCURRENCY));
        }
    }

    /** Gives a free environment to the oldest waiter, or keeps it for later. */
    private void offer(Environment environment, long now) {
        Pool pool = environment.pool();
        Optional<Claim> waiter = waiters.takeOldest(pool);
        if (waiter.isPresent()) {
            serve(environment, waiter.get(), now);
        } else if (pool.isStale()) {
            launcher.stop(environment);
        } else {
            environment.enter(EnvironmentPhase.IDLE, now);
            idle.add(environment);
            upkeep.watch(now);
        }
    }

    private void serve(Environment environment, Claim claim, long now) {
        environment.serve(claim, now);
        Assigned assigned = new Assigned(environment.id(), environment.worker().orElseThrow());
        mail.post(() -> {
            if (!claim.complete(assigned)) {
                mail.enter(() -> handBack(environment, claim));
            }
        });
    }

    /** The claim was given up at the moment it was met. */
    private void handBack(Environment environment, Claim claim) {
        if (environment.serving().filter(claim::equals).isPresent()) {
            release(environment.id(), true);
        }
    }

    private void endInvoke(Environment environment) {
        if (environment.is(EnvironmentPhase.SETTLING)) {
            environment.pool().endSettling(environment);
        }
        environment
                .serving()
                .ifPresent(claim -> claims.close(claim, environment.pool().function()));
        environment.serveNobody();
    }
}
