package dev.hearth.worker.sandbox;

import java.io.IOException;

/**
 * Makes sandboxes of one kind. Safe for use by many threads; calls may block for some milliseconds.
 */
public interface SandboxBackend extends AutoCloseable {
    /** As users say it: {@code namespace}, {@code process}. */
    String name();

    /**
     * Makes a sandbox in which nothing runs yet.
     *
     * @throws IOException when the host refuses; whatever was made so far is gone again
     */
    Sandbox create(SandboxSpec spec) throws IOException;

    /**
     * Ends everything that an earlier server with this data folder left behind: processes, mounts,
     * cgroups, namespaces, folders.
     *
     * @return how many environments there were
     */
    int sweep() throws IOException;

    @Override
    void close();
}
