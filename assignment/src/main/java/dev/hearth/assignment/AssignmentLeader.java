package dev.hearth.assignment;

import dev.hearth.api.assignment.AcquireRequest;
import dev.hearth.api.assignment.Assigned;
import dev.hearth.api.assignment.Assignment;
import dev.hearth.api.assignment.EnvironmentView;
import dev.hearth.api.function.FunctionId;
import dev.hearth.api.placement.Placement;
import dev.hearth.api.worker.EnvironmentId;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import dev.hearth.foundation.time.Timers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Owns every execution environment. Thread-safe; callers do the work themselves, one at a time. */
public final class AssignmentLeader implements Assignment {
    private final Clock clock;
    private final MailRoom mail = new MailRoom();
    private final Claims claims = new Claims(mail);
    private final ConcurrentMap<EnvironmentId, Environment> live = new ConcurrentHashMap<>();
    private final Dispatcher dispatcher;

    public AssignmentLeader(
            AssignmentConfig config,
            Placement placement,
            WorkerDirectory workers,
            Clock clock,
            Timers timers,
            Entropy entropy) {
        this.clock = clock;
        this.dispatcher =
                new Dispatcher(
                        config, placement, workers, clock, timers, entropy, mail, claims, live);
    }

    @Override
    public CompletableFuture<Assigned> acquire(AcquireRequest request) {
        Claim claim = new Claim(request, this::abandon);
        Optional<Claim> twin = claims.open(claim);
        if (twin.isPresent()) {
            return twin.get();
        }
        mail.enter(() -> dispatcher.admit(claim));
        return claim;
    }

    @Override
    public void answered(EnvironmentId environment) {
        mail.enter(() -> dispatcher.answered(environment));
    }

    @Override
    public void release(EnvironmentId environment, boolean usable) {
        mail.enter(() -> dispatcher.release(environment, usable));
    }

    @Override
    public void functionChanged(FunctionId function, long generation, boolean deleted) {
        mail.enter(() -> dispatcher.change(function, generation, deleted));
    }

    @Override
    public List<EnvironmentView> environments() {
        Instant now = clock.now();
        long nanos = clock.nanos();
        return live.values().stream().flatMap(e -> e.view(now, nanos).stream()).toList();
    }

    private void abandon(Claim claim) {
        mail.enter(() -> dispatcher.abandon(claim));
    }
}
