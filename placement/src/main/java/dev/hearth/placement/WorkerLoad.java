package dev.hearth.placement;

import dev.hearth.api.worker.WorkerId;

/**
 * One worker at one moment.
 *
 * @param offeredMb memory that may be promised there, overcommit included
 * @param bookedMb memory that is promised
 * @param live whether its lease runs
 */
record WorkerLoad(
        WorkerId id,
        String architecture,
        long offeredMb,
        long bookedMb,
        int environments,
        int maxEnvironments,
        boolean live) {

    boolean hasRoomFor(int memoryMb) {
        return environments < maxEnvironments && bookedMb + memoryMb <= offeredMb;
    }

    boolean couldEverHold(int memoryMb) {
        return memoryMb <= offeredMb;
    }

    /** 0 when empty, 1 when full, by whichever of its two limits is nearer. */
    double load() {
        return Math.max((double) bookedMb / offeredMb, (double) environments / maxEnvironments);
    }
}
