package dev.hearth.api.assignment;

import dev.hearth.api.function.EnvironmentKey;
import dev.hearth.api.worker.EnvironmentId;
import dev.hearth.api.worker.WorkerId;
import java.time.Instant;

/** One execution environment as assignment sees it. */
public record EnvironmentView(
        EnvironmentId id,
        WorkerId worker,
        EnvironmentKey key,
        EnvironmentPhase phase,
        Instant since) {}
