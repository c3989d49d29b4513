package dev.hearth.worker.sandbox;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Optional;

/**
 * A place in which one execution environment's processes run. Used by one thread at a time unless a
 * method says otherwise.
 */
public interface Sandbox extends AutoCloseable {
    /**
     * Where the Runtime API is to be served for the processes inside: bound already, open until the
     * sandbox is closed.
     */
    ServerSocketChannel runtimeApi();

    /** The same address as processes inside see it. */
    InetSocketAddress runtimeApiAddress();

    /**
     * Where Hearth's own API is to be served for the processes inside; empty where they reach the
     * host's own listener.
     */
    Optional<ServerSocketChannel> hearthApi();

    /**
     * The host as processes inside reach its services, an address or a name; empty where they reach
     * nothing.
     */
    Optional<String> hostAddress();

    /** How paths of the spec are seen inside. */
    Paths paths();

    /**
     * Starts the runtime process. After {@link #kill} it can be started again: {@code /tmp} is as
     * it was, all else is fresh.
     *
     * @throws IOException when the program cannot be started, with the kernel's reason
     */
    RunningProcess start(ProcessSpec spec) throws IOException;

    /** Ends every process inside, at once, and waits until they are gone. */
    void kill();

    /** Stops the clock for every process inside; harmless when nothing runs. Any thread. */
    void freeze();

    /** Undoes {@link #freeze}. Any thread. */
    void thaw();

    /**
     * Changes the share of processors that the spec gave, for what runs and what will; without
     * effect where the backend sets no limits. Any thread.
     *
     * @param cpus in units of one whole processor
     */
    void limitCpus(double cpus);

    /**
     * Most memory its processes have held at once since the last {@link #kill}, in bytes; 0 when
     * the backend cannot tell. Any thread.
     */
    long peakMemoryBytes();

    /**
     * Whether the kernel has killed a process for going over the memory limit since the last start.
     * Any thread.
     */
    boolean outOfMemory();

    /** Ends everything and removes every trace: processes, mounts, cgroups, namespaces, folders. */
    @Override
    void close();

    /** Folders as processes inside see them: absolute, without a trailing slash. */
    record Paths(String task, String runtime, String language, String layers, String tmp) {}
}
