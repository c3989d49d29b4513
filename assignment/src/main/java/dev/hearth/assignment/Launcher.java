package dev.hearth.assignment;

import dev.hearth.api.assignment.EnvironmentPhase;
import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.placement.PlaceRequest;
import dev.hearth.api.placement.Placement;
import dev.hearth.api.worker.WorkerId;
import dev.hearth.foundation.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
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
    private final WorkerCalls workers;
    private final Clock clock;
    private final Alarm alarm;
    private final IdleEnvironments idle;
    private final StartSlots slots;
    private final Outcomes outcomes;

    private final Duration limit;

    /** Starts that workers have been asked for. */
    private final Deadlines starts;

    /** Stops that workers have been asked for and whose room others wait for. */
    private final Deadlines stops;

    private final RoomQueue room = new RoomQueue();

    Launcher(
            AssignmentConfig config,
            Placement placement,
            WorkerCalls workers,
            Clock clock,
            Alarm alarm,
            IdleEnvironments idle,
            Outcomes outcomes) {
        this.placement = placement;
        this.workers = workers;
        this.clock = clock;
        this.alarm = alarm;
        this.idle = idle;
        this.slots = new StartSlots(config.startsPerWorker());
        this.limit = config.workerLimit();
        this.starts = new Deadlines(limit.toNanos(), e -> e.is(EnvironmentPhase.STARTING));
        this.stops = new Deadlines(limit.toNanos(), room::countsOn);
        this.outcomes = outcomes;
    }

    void launch(Environment environment) {
        room.join(environment);
        placeWaiting();
    }

    void stop(Environment environment) {
        long now = clock.nanos();
        environment.enter(EnvironmentPhase.STOPPING, now);
        room.countOn(environment);
        alarm.noLaterThan(stops.set(environment, now), now);
        workers.stop(environment, this::stopped);
    }

    /** Places who waits, in order, until one does not fit while more room is on its way. */
    private void placeWaiting() {
        for (var first = room.first(); first.isPresent(); first = room.first()) {
            Environment next = first.get();
            if (next.pool().startsTooMany()) {
                room.removeFirst();
                outcomes.unneeded(next);
                continue;
            }
            try {
                WorkerId worker = placement.place(placeRequest(next));
                room.removeFirst();
                place(next, worker);
            } catch (ApiException refusal) {
                if (refusal.code() == ErrorCode.SERVICE_UNAVAILABLE && makeRoom()) {
                    return;
                }
                room.removeFirst();
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

    /**
     * Stops idle environments of whatever function, least recently used first, until as much memory
     * is on its way as is wanted. False when none is.
     */
    private boolean makeRoom() {
        while (room.needsMore()) {
            Environment oldest = idle.takeOldest().orElse(null);
            if (oldest == null) {
                break;
            }
            stop(oldest);
        }
        return room.someIsComing();
    }

    private void start(Environment environment) {
        long now = clock.nanos();
        alarm.noLaterThan(starts.set(environment, now), now);
        workers.start(environment, this::started);
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
     * Gives up starts that their workers never finish, and room that never comes, or the invokes
     * that wait for them would wait for ever.
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
                                                + limit.toSeconds()
                                                + " seconds.")));
        stops.takeMissed(
                now,
                hanging -> {
                    log.warn("Environment {} does not stop; its room stays taken", hanging.id());
                    room.countNoMoreOn(hanging);
                    placeWaiting();
                });
    }

    OptionalLong nextOverdue() {
        OptionalLong start = starts.next();
        OptionalLong stop = stops.next();
        if (start.isEmpty() || stop.isEmpty()) {
            return start.isPresent() ? start : stop;
        }
        return start.getAsLong() - stop.getAsLong() < 0 ? start : stop;
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
        room.countNoMoreOn(environment);
        placement.free(environment.id());
        outcomes.gone(environment);
        placeWaiting();
    }

    private static PlaceRequest placeRequest(Environment environment) {
        return new PlaceRequest(
                environment.id(),
                environment.pool().key(),
                environment.memoryMb(),
                environment.pool().config().architecture());
    }
}
