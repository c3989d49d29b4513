package dev.hearth.placement;

import dev.hearth.api.function.EnvironmentKey;
import dev.hearth.api.function.FunctionId;
import dev.hearth.api.function.FunctionVersion;
import dev.hearth.api.placement.PlaceRequest;
import dev.hearth.api.worker.EnvironmentId;

/** Environments that want a place. */
final class Requests {
    private static final EnvironmentKey KEY =
            new EnvironmentKey(
                    new FunctionVersion(
                            new FunctionId("000000000000", "us-east-1", "echo"),
                            FunctionVersion.LATEST),
                    1);

    private Requests() {}

    static PlaceRequest sized(String environment, int memoryMb) {
        return request(environment, memoryMb, "x86_64");
    }

    static PlaceRequest request(String environment, int memoryMb, String architecture) {
        return new PlaceRequest(new EnvironmentId(environment), KEY, memoryMb, architecture);
    }
}
