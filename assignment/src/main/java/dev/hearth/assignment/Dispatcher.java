package dev.hearth.assignment;

import dev.hearth.api.assignment.Assigned;
import dev.hearth.api.assignment.EnvironmentPhase;
import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ThrottleReason;
import dev.hearth.api.function.FunctionId;
import dev.hearth.api.placement.Placement;
import dev.hearth.api.worker.EnvironmentId;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import dev.hearth.foundation.time.Timers;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Matches invokes with environments. Runs inside the mailbox only.
 *
 * <p>Why an invoke waits a moment for a settling environment: answers leave before the runtime asks
 * for its next event, so a client that calls again at once meets its own environment still
 * settling, and starting another for it would make every such client pay for two cold starts.
 *
 * <p>Who fails when an environment does not come: a refusal before the start (no room, too many
 * starts) concerns the newest waiter, for whom it was asked; a start that failed had the oldest
 * waiting for it, and fails that one, unless the environments still to come are enough for all.
 * Either way a start answers for at most one waiter and is never tried again, so a function that
 * cannot start costs one start an invoke, and the caller decides about retries.
 */
final class Dispatcher implements Launcher.Outcomes {
    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private final AssignmentConfig config;
    private final Clock clock;
    private final Entropy entropy;
    private final MailRoom mail;
    private final Claims claims;
    private final ConcurrentMap<EnvironmentId, Environment> live;
    private final IdleEnvironments idle = new IdleEnvironments();
    private final KnownFunctions functions;
    private final Promises promises;
    private final Alarm alarm;
    private final Launcher launcher;
    private int waiting;

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
        this.config = config;
        this.clock = clock;
        this.entropy = entropy;
        this.mail = mail;
        this.claims = claims;
        this.live = live;
        this.functions = new KnownFunctions(config);
        this.promises = new Promises(config.settlingGrace().toNanos());
        this.alarm = new Alarm(timers, () -> mail.enter(this::wake));
        StartSlots slots = new StartSlots(config.startsPerWorker());
        this.launcher = new Launcher(placement, workers, clock, idle, slots, mail, this);
    }

    // What callers ask.

    void admit(Claim claim) {
        long now = clock.nanos();
        Pool pool = functions.pool(claim.request().function().config(), now);
        Optional<ThrottleReason> over = Concurrency.admit(claim, pool.function());
        if (over.isPresent()) {
            fail(claim, pool, ApiException.throttled(over.get()));
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
        if (pool.leave(claim)) {
            waiting--;
            over(claim, pool);
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
        cover(environment.pool(), now);
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
                forEach(() -> idle.takeMostRecent(pool), launcher::stop);
            }
        }
        alarm.noLaterThan(now + config.keepAlive().toNanos(), now);
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
            pool.takeOldestWaiter().ifPresent(claim -> failWaiter(claim, pool, bare(cause)));
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
            pool.takeNewestWaiter().ifPresent(claim -> failWaiter(claim, pool, reason));
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

    // What time brings.

    private void wake() {
        long now = clock.nanos();
        alarm.reset();
        step(now).ifPresent(next -> alarm.noLaterThan(next, now));
    }

    /** Does what is due and says when it next wants to wake. */
    private OptionalLong step(long now) {
        forEach(
                () -> promises.takeBroken(now),
                slow -> {
                    slow.pool().breakPromise(slow);
                    cover(slow.pool(), now);
                });
        long keptSince = now - config.keepAlive().toNanos();
        forEach(() -> idle.takeOldest(keptSince), launcher::stop);
        functions.forgetQuiet(keptSince);
        return nextWake(now);
    }

    private OptionalLong nextWake(long now) {
        long keepAlive = config.keepAlive().toNanos();
        LongStream.Builder wishes = LongStream.builder();
        promises.nextBreak().ifPresent(wishes::add);
        idle.oldest().ifPresent(oldest -> wishes.add(oldest.sinceNanos() + keepAlive));
        if (!functions.isEmpty()) {
            wishes.add(now + keepAlive);
        }
        // Nanoseconds may wrap around, so what is compared is how far off they are.
        OptionalLong nearest = wishes.build().map(at -> at - now).min();
        return nearest.isPresent()
                ? OptionalLong.of(now + nearest.getAsLong())
                : OptionalLong.empty();
    }

    // The pieces.

    private void await(Claim claim, Pool pool, long now) {
        if (waiting >= config.maxWaiters()) {
            fail(claim, pool, ApiException.throttled(ThrottleReason.ACCOUNT_CONCURRENCY));
            return;
        }
        waiting++;
        pool.join(claim);
        cover(pool, now);
    }

    /** Sees to it that every waiter has an environment on its way. */
    private void cover(Pool pool, long now) {
        while (pool.hasUncoveredWaiter()) {
            Optional<Environment> settling = pool.promise();
            if (settling.isPresent()) {
                alarm.noLaterThan(promises.make(settling.get(), now), now);
            } else if (pool.function().starts().tryStart(now)) {
                start(pool, now);
            } else {
                ApiException tooFast = ApiException.throttled(ThrottleReason.ACCOUNT_CONCURRENCY);
                pool.takeNewestWaiter().ifPresent(claim -> failWaiter(claim, pool, tooFast));
            }
        }
    }

    private void start(Pool pool, long now) {
        EnvironmentId id = new EnvironmentId(entropy.uuid().toString());
        Environment environment = new Environment(id, pool, now);
        pool.bornStarting();
        live.put(id, environment);
        launcher.launch(environment);
    }

    /** Gives a free environment to the oldest waiter, or keeps it for later. */
    private void offer(Environment environment, long now) {
        Pool pool = environment.pool();
        Optional<Claim> waiter = pool.takeOldestWaiter();
        if (waiter.isPresent()) {
            waiting--;
            serve(environment, waiter.get(), now);
        } else if (pool.isStale()) {
            launcher.stop(environment);
        } else {
            environment.enter(EnvironmentPhase.IDLE, now);
            idle.add(environment);
            alarm.noLaterThan(now + config.keepAlive().toNanos(), now);
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
        environment.serving().ifPresent(claim -> over(claim, environment.pool()));
        environment.serveNobody();
    }

    /** Works through what a source yields until it is dry; it may yield more meanwhile. */
    private static void forEach(
            Supplier<Optional<Environment>> source, Consumer<Environment> action) {
        for (Optional<Environment> next = source.get(); next.isPresent(); next = source.get()) {
            action.accept(next.get());
        }
    }

    private void failWaiter(Claim claim, Pool pool, Throwable error) {
        waiting--;
        fail(claim, pool, error);
        functions.closeIfEmpty(pool, clock.nanos());
    }

    private void fail(Claim claim, Pool pool, Throwable error) {
        over(claim, pool);
        mail.post(() -> claim.completeExceptionally(error));
    }

    private void over(Claim claim, Pool pool) {
        Concurrency.leave(claim, pool.function());
        claims.close(claim);
    }

    private static Throwable bare(Throwable error) {
        return error instanceof CompletionException && error.getCause() != null
                ? error.getCause()
                : error;
    }
}
