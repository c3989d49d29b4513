package dev.hearth.assignment;

import dev.hearth.api.assignment.EnvironmentPhase;
import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ThrottleReason;
import dev.hearth.api.worker.EnvironmentId;
import dev.hearth.foundation.time.Entropy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Sees to it that every waiter has an environment on its way: one that is about to be free, or a
 * new one.
 *
 * <p>Why an invoke waits a moment for a settling environment: answers leave before the runtime asks
 * for its next event, so a client that calls again at once meets its own environment still
 * settling, and starting another for it would make every such client pay for two cold starts.
 */
final class Coverage {
    private final Waiters waiters;
    private final Launcher launcher;
    private final Map<EnvironmentId, Environment> live;
    private final Entropy entropy;
    private final Alarm alarm;

    /** Settling environments that waiters count on, each for a short grace. */
    private final Deadlines promises;

    Coverage(
            Duration settlingGrace,
            Waiters waiters,
            Launcher launcher,
            Map<EnvironmentId, Environment> live,
            Entropy entropy,
            Alarm alarm) {
        this.waiters = waiters;
        this.launcher = launcher;
        this.live = live;
        this.entropy = entropy;
        this.alarm = alarm;
        this.promises =
                new Deadlines(
                        settlingGrace.toNanos(),
                        e -> e.is(EnvironmentPhase.SETTLING) && e.isPromised());
    }

    void cover(Pool pool, long now) {
        while (pool.hasUncoveredWaiter()) {
            Optional<Environment> settling = pool.promise();
            if (settling.isPresent()) {
                alarm.noLaterThan(promises.set(settling.get(), now), now);
            } else if (pool.function().starts().tryStart(now)) {
                start(pool, now);
            } else {
                ApiException tooFast = ApiException.throttled(ThrottleReason.ACCOUNT_CONCURRENCY);
                waiters.failNewest(pool, tooFast, now);
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

    /** Counts no longer on environments that settle too slowly. */
    void breakPromises(long now) {
        promises.takeMissed(
                now,
                slow -> {
                    slow.pool().breakPromise(slow);
                    cover(slow.pool(), now);
                });
    }

    OptionalLong nextBreak() {
        return promises.next();
    }
}
