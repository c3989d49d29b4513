package dev.hearth.worker.sandbox;

import dev.hearth.api.worker.EnvironmentId;
import dev.hearth.worker.network.NetworkPolicy;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a sandbox is to be like. Paths are on the host; all but {@code /tmp} are read-only inside.
 *
 * @param hostUid the host user and group its processes run as
 * @param task unpacked package, seen as {@code /var/task}
 * @param runtime the runtime's client, seen as {@code /var/runtime}, for runtimes that have one
 * @param language the interpreter's prefix, seen as {@code /var/lang}, when it is not under {@code
 *     /usr}
 * @param layers merged layers, seen as {@code /opt}, when there are any
 * @param memoryMb limit over all its processes, {@code /tmp} not included
 * @param cpus share of processors to begin with, in units of one whole processor
 * @param tmpMb size of {@code /tmp}
 * @param pids most processes and threads
 * @param files most open files of one process
 * @param network what its processes may reach, unless the worker allows less
 */
public record SandboxSpec(
        EnvironmentId id,
        int hostUid,
        Path task,
        Optional<Path> runtime,
        Optional<Path> language,
        Optional<Path> layers,
        int memoryMb,
        double cpus,
        int tmpMb,
        int pids,
        int files,
        NetworkPolicy network) {

    /** One that may reach whatever the worker allows. */
    public SandboxSpec(
            EnvironmentId id,
            int hostUid,
            Path task,
            Optional<Path> runtime,
            Optional<Path> language,
            Optional<Path> layers,
            int memoryMb,
            double cpus,
            int tmpMb,
            int pids,
            int files) {
        this(
                id,
                hostUid,
                task,
                runtime,
                language,
                layers,
                memoryMb,
                cpus,
                tmpMb,
                pids,
                files,
                NetworkPolicy.INTERNET);
    }
}
