package dev.hearth.api.assignment;

import dev.hearth.api.worker.EnvironmentId;
import dev.hearth.api.worker.WorkerId;

/** An environment that is this invoke's until released. */
public record Assigned(EnvironmentId environment, WorkerId worker) {}
