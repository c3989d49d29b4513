package dev.hearth.placement;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.placement.PlaceRequest;
import dev.hearth.api.worker.WorkerId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Chooses the least loaded worker that fits; among equals the one with the smallest id, so that one
 * snapshot always gives one answer.
 */
final class LeastLoaded {
    private static final Comparator<WorkerLoad> ORDER =
            Comparator.comparingDouble(WorkerLoad::load).thenComparing(w -> w.id().value());

    private LeastLoaded() {}

    /**
     * @throws ApiException as {@link dev.hearth.api.placement.Placement#place}
     */
    static WorkerId choose(List<WorkerLoad> workers, PlaceRequest request) {
        List<WorkerLoad> live = alive(workers);
        List<WorkerLoad> able = ofArchitecture(live, request.architecture());
        List<WorkerLoad> large = largeEnough(able, request.memoryMb());
        return large.stream()
                .filter(w -> w.hasRoomFor(request.memoryMb()))
                .min(ORDER)
                .map(WorkerLoad::id)
                .orElseThrow(() ->
                        new ApiException(
                                ErrorCode.SERVICE_UNAVAILABLE,
                                "No worker has room for another environment of %d MB now."
                                        .formatted(request.memoryMb())));
    }

    private static List<WorkerLoad> alive(List<WorkerLoad> workers) {
        List<WorkerLoad> live = workers.stream().filter(WorkerLoad::live).toList();
        if (live.isEmpty()) {
            throw new ApiException(ErrorCode.SERVICE, "No worker is alive.");
        }
        return live;
    }

    private static List<WorkerLoad> ofArchitecture(List<WorkerLoad> live, String architecture) {
        List<WorkerLoad> able =
                live.stream().filter(w -> w.architecture().equals(architecture)).toList();
        if (able.isEmpty()) {
            String there =
                    live.stream()
                            .map(WorkerLoad::architecture)
                            .distinct()
                            .sorted()
                            .collect(Collectors.joining(", "));
            throw new ApiException(
                    ErrorCode.INVALID_RUNTIME,
                    "The function's architecture is %s, and no worker runs it: workers here run %s."
                            .formatted(architecture, there));
        }
        return able;
    }

    private static List<WorkerLoad> largeEnough(List<WorkerLoad> able, int memoryMb) {
        List<WorkerLoad> large = able.stream().filter(w -> w.couldEverHold(memoryMb)).toList();
        if (large.isEmpty()) {
            throw new ApiException(
                    ErrorCode.SERVICE,
                    "The function's memory is %d MB, and the largest worker can promise %d MB."
                            .formatted(
                                    memoryMb,
                                    able.stream()
                                            .mapToLong(WorkerLoad::offeredMb)
                                            .max()
                                            .orElseThrow()));
        }
        return large;
    }
}
