package dev.hearth.placement;

import dev.hearth.api.worker.WorkerStatus;

/** A worker's last word, the lease it bought, and what is booked there. */
final class LeasedWorker {
    private WorkerStatus status;
    private long leaseEndNanos;
    private long bookedMb;
    private int environments;

    LeasedWorker(WorkerStatus status, long leaseEndNanos) {
        this.status = status;
        this.leaseEndNanos = leaseEndNanos;
    }

    void renew(WorkerStatus newest, long newLeaseEndNanos) {
        status = newest;
        leaseEndNanos = newLeaseEndNanos;
    }

    void book(int memoryMb) {
        bookedMb += memoryMb;
        environments++;
    }

    void free(int memoryMb) {
        bookedMb -= memoryMb;
        environments--;
    }

    boolean isEmpty() {
        return environments == 0;
    }

    boolean isLive(long nowNanos) {
        return nowNanos - leaseEndNanos < 0;
    }

    WorkerLoad load(PlacementConfig config, long nowNanos) {
        return new WorkerLoad(
                status.id(),
                status.architecture(),
                (long) (status.memoryMb() * config.memoryOvercommit()),
                bookedMb,
                environments,
                config.maxEnvironmentsPerWorker(),
                isLive(nowNanos));
    }
}
