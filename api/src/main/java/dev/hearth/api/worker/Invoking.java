package dev.hearth.api.worker;

import java.util.concurrent.CompletableFuture;

/**
 * An invoke under way.
 *
 * @param answer what the caller gets; completes when the runtime has posted it, or the invoke timed
 *     out or crashed. Fails with {@link dev.hearth.api.error.ApiException} only for platform
 *     faults.
 * @param ended completes after {@code answer}, when the runtime has asked for its next event or the
 *     environment was reset; true when the environment can serve again. Never fails.
 */
public record Invoking(CompletableFuture<InvokeResult> answer, CompletableFuture<Boolean> ended) {}
