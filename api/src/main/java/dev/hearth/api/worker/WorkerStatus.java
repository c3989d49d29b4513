package dev.hearth.api.worker;

import java.util.List;

/**
 * @param memoryMb what the host offers to environments
 * @param architecture {@code x86_64} or {@code arm64}
 * @param sandbox the backend in use, such as {@code namespace}
 */
public record WorkerStatus(
        WorkerId id,
        String architecture,
        String sandbox,
        int memoryMb,
        List<EnvironmentId> environments) {}
