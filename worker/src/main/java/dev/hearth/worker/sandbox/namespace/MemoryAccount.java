package dev.hearth.worker.sandbox.namespace;

import dev.hearth.worker.linux.Cgroup;
import dev.hearth.worker.linux.KernelException;
import dev.hearth.worker.sandbox.SandboxSpec;

/** What a sandbox's processes hold, apart from its /tmp. */
final class MemoryAccount {
    private static final int BYTES_OF_MB_LOG2 = 20;

    private final Cgroup cgroup;
    private final TmpFolder tmp;
    private final long limitBytes;

    MemoryAccount(Cgroup cgroup, TmpFolder tmp, SandboxSpec spec) {
        this.cgroup = cgroup;
        this.tmp = tmp;
        this.limitBytes = (long) spec.memoryMb() << BYTES_OF_MB_LOG2;
    }

    /** What the kernel enforces: processes and /tmp together. */
    static long enforcedBytes(SandboxSpec spec) {
        return (long) (spec.memoryMb() + spec.tmpMb()) << BYTES_OF_MB_LOG2;
    }

    long limitBytes() {
        return limitBytes;
    }

    /**
     * Whether the processes hold more than the limit; a few nanoseconds when they plainly don't.
     */
    boolean over() throws KernelException {
        return cgroup.memoryBytes() > limitBytes
                && cgroup.heldMemoryBytes() - tmp.usedBytes() > limitBytes;
    }

    /**
     * The highest it has been. The kernel tells the peak of both together, so what /tmp holds now
     * is taken off; files it held at the peak and holds no more count as memory.
     */
    long peakBytes() throws KernelException {
        long peak = cgroup.peakMemoryBytes();
        return Math.clamp(peak - tmp.usedBytes(), 0, limitBytes);
    }
}
