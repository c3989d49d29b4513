package dev.hearth.placement;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.placement.PlaceRequest;
import dev.hearth.api.placement.Placement;
import dev.hearth.api.worker.EnvironmentId;
import dev.hearth.api.worker.WorkerId;
import dev.hearth.api.worker.WorkerStatus;
import dev.hearth.foundation.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Books room on workers and gives it back. Thread-safe behind its own monitor, held for
 * microseconds: it is asked when an environment appears or goes, never on a warm invoke.
 */
public final class PlacementOwner implements Placement {
    /** More workers than one cell is meant to hold; a flood of made-up ids stops here. */
    static final int MAX_WORKERS = 10_000;

    private record Booking(WorkerId worker, int memoryMb) {}

    private final PlacementConfig config;
    private final Clock clock;
    private final Map<WorkerId, LeasedWorker> workers = new HashMap<>();
    private final Map<EnvironmentId, Booking> bookings = new HashMap<>();

    public PlacementOwner(PlacementConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    @Override
    public synchronized WorkerId place(PlaceRequest request) {
        Booking earlier = bookings.get(request.environment());
        if (earlier != null) {
            return earlier.worker();
        }
        WorkerId chosen = LeastLoaded.choose(snapshot(), request);
        bookings.put(request.environment(), new Booking(chosen, request.memoryMb()));
        worker(chosen).book(request.memoryMb());
        return chosen;
    }

    @Override
    public synchronized void free(EnvironmentId environment) {
        Booking booking = bookings.remove(environment);
        if (booking != null) {
            worker(booking.worker()).free(booking.memoryMb());
        }
    }

    @Override
    public synchronized void heartbeat(WorkerStatus status) {
        long leaseEnd = clock.nanos() + config.lease().toNanos();
        LeasedWorker known = workers.get(status.id());
        if (known != null) {
            known.renew(status, leaseEnd);
        } else {
            welcome(new LeasedWorker(status, leaseEnd), status.id());
        }
    }

    private void welcome(LeasedWorker newcomer, WorkerId id) {
        long now = clock.nanos();
        // One with bookings stays, dead or not, until they are freed.
        workers.values().removeIf(w -> w.isEmpty() && !w.isLive(now));
        if (workers.size() >= MAX_WORKERS) {
            throw new ApiException(
                    ErrorCode.SERVICE_UNAVAILABLE,
                    "There are %d workers already.".formatted(MAX_WORKERS));
        }
        workers.put(id, newcomer);
    }

    /** What is chosen from: every worker as it stands now. */
    synchronized List<WorkerLoad> snapshot() {
        long now = clock.nanos();
        return workers.values().stream().map(w -> w.load(config, now)).toList();
    }

    private LeasedWorker worker(WorkerId id) {
        LeasedWorker worker = workers.get(id);
        if (worker == null) {
            throw new IllegalStateException("booked on a worker that was forgotten: " + id);
        }
        return worker;
    }
}
