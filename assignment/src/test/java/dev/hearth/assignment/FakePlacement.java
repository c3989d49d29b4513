package dev.hearth.assignment;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.placement.PlaceRequest;
import dev.hearth.api.placement.Placement;
import dev.hearth.api.worker.EnvironmentId;
import dev.hearth.api.worker.WorkerId;
import dev.hearth.api.worker.WorkerStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** One worker with so much memory. */
final class FakePlacement implements Placement {
    private final WorkerId worker;
    private final int memoryMb;
    private final Map<EnvironmentId, Integer> booked = new LinkedHashMap<>();

    FakePlacement(WorkerId worker, int memoryMb) {
        this.worker = worker;
        this.memoryMb = memoryMb;
    }

    @Override
    public WorkerId place(PlaceRequest request) {
        if (!request.architecture().equals("x86_64")) {
            throw new ApiException(ErrorCode.INVALID_RUNTIME, request.architecture());
        }
        if (request.memoryMb() > memoryMb) {
            throw new ApiException(ErrorCode.SERVICE, "too large");
        }
        if (!booked.containsKey(request.environment())) {
            if (bookedMb() + request.memoryMb() > memoryMb) {
                throw new ApiException(ErrorCode.SERVICE_UNAVAILABLE, "full");
            }
            booked.put(request.environment(), request.memoryMb());
        }
        return worker;
    }

    @Override
    public void free(EnvironmentId environment) {
        booked.remove(environment);
    }

    @Override
    public void heartbeat(WorkerStatus status) {}

    Set<EnvironmentId> booked() {
        return booked.keySet();
    }

    int bookedMb() {
        return booked.values().stream().mapToInt(mb -> mb).sum();
    }
}
