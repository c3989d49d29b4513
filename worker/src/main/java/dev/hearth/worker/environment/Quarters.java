package dev.hearth.worker.environment;

import dev.hearth.worker.sandbox.ProcessSpec;
import dev.hearth.worker.sandbox.Sandbox;
import java.util.Optional;

/**
 * What an environment lives in, all made and served, its runtime not started yet.
 *
 * @param entrypointFault why the runtime cannot be started at all, in AWS's words
 * @param version of the runtime, for INIT_START
 * @param release gives everything back, in the order that leaves nothing behind; blocks
 */
public record Quarters(
        Sandbox sandbox,
        ProcessSpec process,
        Optional<String> entrypointFault,
        String version,
        String versionArn,
        Runnable release) {}
