package dev.hearth.assignment;

import dev.hearth.api.control.ResolvedFunction;
import dev.hearth.api.function.EnvironmentKey;
import dev.hearth.api.function.FunctionConfig;
import dev.hearth.api.function.FunctionId;
import dev.hearth.api.function.FunctionVersion;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Functions to assign environments to. */
final class Functions {
    static final int ACCOUNT_CONCURRENCY = 1_000;

    private Functions() {}

    static FunctionId id(String name) {
        return new FunctionId("000000000000", "us-east-1", name);
    }

    static ResolvedFunction resolved(String name) {
        return resolved(name, 1);
    }

    static ResolvedFunction resolved(String name, long generation) {
        return unreserved(
                config(name, FunctionVersion.LATEST, generation, 128), ACCOUNT_CONCURRENCY);
    }

    static ResolvedFunction published(String name, String version, long generation) {
        return unreserved(config(name, version, generation, 128), ACCOUNT_CONCURRENCY);
    }

    static ResolvedFunction reserved(String name, int reserved) {
        return new ResolvedFunction(
                config(name, FunctionVersion.LATEST, 1, 128),
                OptionalInt.of(reserved),
                ACCOUNT_CONCURRENCY - reserved);
    }

    static ResolvedFunction unreserved(FunctionConfig config, int unreserved) {
        return new ResolvedFunction(config, OptionalInt.empty(), unreserved);
    }

    static FunctionConfig config(String name, String version, long generation, int memoryMb) {
        return new FunctionConfig(
                new EnvironmentKey(new FunctionVersion(id(name), version), generation),
                "python3.13",
                "index.handler",
                "x86_64",
                memoryMb,
                Duration.ofSeconds(3),
                512,
                Map.of(),
                "0".repeat(64),
                1_000,
                10_000,
                "/aws/lambda/" + name,
                Optional.empty(),
                Optional.empty());
    }
}
