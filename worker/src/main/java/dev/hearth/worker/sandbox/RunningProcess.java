package dev.hearth.worker.sandbox;

import java.util.concurrent.CompletableFuture;

/** The runtime process of a sandbox. */
public interface RunningProcess {
    /** Completes as soon as the process has ended, after its output has reached the sink. */
    CompletableFuture<ExitStatus> exit();

    /**
     * Hands to the sink, before returning, everything the process has printed up to this call. Any
     * thread; does not wait for more.
     */
    void drainOutput();

    /** Asks the process to end (SIGTERM). */
    void terminate();
}
