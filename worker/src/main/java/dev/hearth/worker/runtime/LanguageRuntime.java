package dev.hearth.worker.runtime;

import dev.hearth.api.function.FunctionConfig;
import dev.hearth.worker.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One runtime as this host has it. */
public interface LanguageRuntime {
    /** Name and version for people and for INIT_START, such as {@code python:3.11.2}. */
    String version();

    /** An ARN that stands for this version, in the form of AWS's. */
    default String versionArn(String region) {
        return "arn:aws:lambda:" + region + "::runtime:" + Sha256.hex(version());
    }

    /** Our client's folder on the host, to be seen as {@code /var/runtime}. */
    Optional<Path> client();

    /** The interpreter's prefix on the host, when it is not below {@code /usr}. */
    Optional<Path> language();

    /**
     * What starts the function.
     *
     * @param inside the folders as the process will see them
     */
    List<String> command(Sandbox.Paths inside, FunctionConfig function);

    /** Variables of this runtime's own, beyond those that every function gets. */
    Map<String, String> variables(Sandbox.Paths inside);

    /**
     * Why a package cannot be started at all, in AWS's words; empty when it can be tried.
     *
     * @param task the unpacked package on the host
     */
    default Optional<String> entrypointFault(Path task) {
        return Optional.empty();
    }
}
