package dev.hearth.assignment;

import dev.hearth.api.assignment.EnvironmentPhase;
import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.placement.PlaceRequest;
import dev.hearth.api.placement.Placement;
import dev.hearth.api.worker.StartRequest;
import dev.hearth.api.worker.Worker;
import dev.hearth.api.worker.WorkerId;
import dev.hearth.foundation.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts environments and stops them: first a place, then a start slot on that worker, then the
 * start itself. Room is given back only when a worker has removed what used it, so what is booked
 * is what is there.
 */
final class Launcher {
    private static final Logger log = LoggerFactory.getLogger(Launcher.class);

    /** How it ended; told inside the mailbox. */
    interface Outcomes {
        void arrived(Environment environment);

        /** The worker could not start it. It is being cleared away; {@link #gone} follows. */
        void failed(Environment environment, Throwable cause);

        /** There was no place for it; nothing of it exists. */
        void refused(Environment environment, ApiException reason);

        /** Nobody waited for it any more when its turn came; nothing of it exists. */
        void unneeded(Environment environment);

        void gone(Environment environment);
    }

    private final Placement placement;
    private final WorkerDirectory workers;
    private final Clock clock;
    private final Alarm alarm;
    private final IdleEnvironments idle;
    private final StartSlots slots;
    private final MailRoom mail;
    private final Outcomes outcomes;

    private final Duration startLimit;

    /** Starts that workers have been asked for. */
    private final Deadlines starts;

    /** Environments that wait until others have made room, in order. */
    private final Deque<Environment> wantingRoom = new ArrayDeque<>();

    private long wantedMb;
    private long stoppingMb;

    Launcher(
            AssignmentConfig config,
            Placement placement,
            WorkerDirectory workers,
            Clock clock,
            Alarm alarm,
            IdleEnvironments idle,
            MailRoom mail,
            Outcomes outcomes) {
        this.placement = placement;
        this.workers = workers;
        this.clock = clock;
        this.alarm = alarm;
        this.idle = idle;
        this.slots = new StartSlots(config.startsPerWorker());
        this.startLimit = config.startLimit();
        this.starts = new Deadlines(startLimit.toNanos(), e -> e.is(EnvironmentPhase.STARTING));
        this.mail = mail;
        this.outcomes = outcomes;
    }

    void launch(Environment environment) {
        wantingRoom.addLast(environment);
        wantedMb += environment.memoryMb();
        placeWaiting();
    }

    void stop(Environment environment) {
        environment.enter(EnvironmentPhase.STOPPING, clock.nanos());
        stoppingMb += environment.memoryMb();
        // A worker that is gone has taken its environments along.
        ask(
                environment,
                worker ->
                        worker.map(there -> there.stop(environment.id()))
                                .orElseGet(() -> CompletableFuture.completedFuture(null)),
                this::stopped);
    }

    /** Places who waits, in order, until one does not fit while more room is on its way. */
    private void placeWaiting() {
        while (!wantingRoom.isEmpty()) {
            Environment next = wantingRoom.getFirst();
            if (next.pool().startsTooMany()) {
                dequeue();
                outcomes.unneeded(next);
                continue;
            }
            try {
                WorkerId worker = placement.place(placeRequest(next));
                dequeue();
                place(next, worker);
            } catch (ApiException refusal) {
                if (refusal.code() == ErrorCode.SERVICE_UNAVAILABLE && makeRoom()) {
                    return;
                }
                dequeue();
                outcomes.refused(next, refusal);
            }
        }
    }

    private void place(Environment environment, WorkerId worker) {
        environment.place(worker);
        if (slots.enter(environment, worker)) {
            start(environment);
        }
    }

    private void dequeue() {
        wantedMb -= wantingRoom.removeFirst().memoryMb();
    }

    /**
     * Stops idle environments of whatever function, least recently used first, until as much memory
     * is on its way as is wanted. False when none is.
     */
    private boolean makeRoom() {
        while (stoppingMb < wantedMb) {
            Environment oldest = idle.takeOldest().orElse(null);
            if (oldest == null) {
                break;
            }
            stop(oldest);
        }
        return stoppingMb > 0;
    }

    private void start(Environment environment) {
        long now = clock.nanos();
        alarm.noLaterThan(starts.set(environment, now), now);
        StartRequest request = new StartRequest(environment.id(), environment.pool().config());
        ask(
                environment,
                worker -> worker.map(there -> there.start(request)).orElseGet(Launcher::lost),
                this::started);
    }

    private void started(Environment environment, @Nullable Throwable error) {
        if (!environment.is(EnvironmentPhase.STARTING)) {
            // It was abandoned, and its worker has been told to stop it.
            return;
        }
        if (error == null) {
            outcomes.arrived(environment);
        } else {
            outcomes.failed(environment, error);
            stop(environment);
        }
        nextStart(environment.worker().orElseThrow());
    }

    /**
     * Gives up starts that their workers never finish, or the invokes that wait for them would wait
     * for ever.
     */
    void abandonOverdue(long now) {
        starts.takeMissed(
                now,
                hanging ->
                        started(
                                hanging,
                                new ApiException(
                                        ErrorCode.SERVICE,
                                        "The environment has not started within "
                                                + startLimit.toSeconds()
                                                + " seconds.")));
    }

    OptionalLong nextOverdue() {
        return starts.next();
    }

    /** Hands the slot that became free to the first in the queue whom somebody still waits for. */
    private void nextStart(WorkerId worker) {
        Environment next = slots.leave(worker).orElse(null);
        while (next != null && next.pool().startsTooMany()) {
            placement.free(next.id());
            outcomes.unneeded(next);
            next = slots.leave(worker).orElse(null);
        }
        if (next != null) {
            start(next);
        }
    }

    private void stopped(Environment environment, @Nullable Throwable error) {
        if (error != null) {
            log.warn("Stopping environment {} failed", environment.id(), error);
        }
        stoppingMb -= environment.memoryMb();
        placement.free(environment.id());
        outcomes.gone(environment);
        placeWaiting();
    }

    /** Asks the environment's worker, outside; brings the answer in. */
    private void ask(
            Environment environment,
            Function<Optional<Worker>, CompletableFuture<Void>> question,
            BiConsumer<Environment, @Nullable Throwable> onAnswer) {
        mail.post(() -> {
            var _ =
                    answer(environment, question)
                            .whenComplete((done, error) ->
                                    mail.enter(() -> onAnswer.accept(environment, error)));
        });
    }

    private CompletableFuture<Void> answer(
            Environment environment, Function<Optional<Worker>, CompletableFuture<Void>> question) {
        try {
            return question.apply(environment.worker().flatMap(workers::find));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static CompletableFuture<Void> lost() {
        return CompletableFuture.failedFuture(
                new ApiException(ErrorCode.SERVICE, "The environment's worker is gone."));
    }

    private static PlaceRequest placeRequest(Environment environment) {
        return new PlaceRequest(
                environment.id(),
                environment.pool().key(),
                environment.memoryMb(),
                environment.pool().config().architecture());
    }
}
