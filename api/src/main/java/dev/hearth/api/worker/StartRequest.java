package dev.hearth.api.worker;

import dev.hearth.api.function.FunctionConfig;

public record StartRequest(EnvironmentId environment, FunctionConfig function) {}
