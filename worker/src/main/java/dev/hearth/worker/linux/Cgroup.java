package dev.hearth.worker.linux;

import java.util.List;

/** The control group of one sandbox, in whatever hierarchies the host has. */
public interface Cgroup extends AutoCloseable {
    /**
     * What a sandbox may use.
     *
     * @param memoryBytes most memory, swap included
     * @param cpus share of processors, in units of one whole processor
     * @param pids most processes and threads
     */
    record Limits(long memoryBytes, double cpus, int pids) {}

    void limit(Limits limits) throws KernelException;

    /**
     * Changes that one limit.
     *
     * @param cpus as in {@link Limits}
     */
    void limitCpus(double cpus) throws KernelException;

    /** Files to which a process writes {@code 0} to join; opened now, the caller's to close. */
    List<Fd> openJoinFiles() throws KernelException;

    /** The file that freezes, opened for a child; the caller's to close. */
    Fd openFreezer() throws KernelException;

    /** What to write to {@link #openFreezer} so that processes run. */
    String thawWord();

    /** Stops every process in it. */
    void freeze() throws KernelException;

    void thaw() throws KernelException;

    /** All memory charged to it now, in bytes. Cheap. */
    long memoryBytes() throws KernelException;

    /**
     * Of {@link #memoryBytes}, what the kernel could not take back: all but copies of files on
     * disk. Costs some microseconds.
     */
    long heldMemoryBytes() throws KernelException;

    /**
     * The highest {@link #memoryBytes} since the last {@link #resetPeak}; 0 when the kernel can't
     * tell.
     */
    long peakMemoryBytes() throws KernelException;

    void resetPeak() throws KernelException;

    /** How often the kernel has killed in it for want of memory, since it was made. Cheap. */
    long outOfMemoryKills() throws KernelException;

    /** Removes the group, in which nothing runs any more; may wait for the last to be gone. */
    @Override
    void close() throws KernelException;
}
