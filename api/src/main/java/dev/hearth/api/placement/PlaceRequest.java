package dev.hearth.api.placement;

import dev.hearth.api.function.EnvironmentKey;
import dev.hearth.api.worker.EnvironmentId;

public record PlaceRequest(
        EnvironmentId environment, EnvironmentKey key, int memoryMb, String architecture) {}
