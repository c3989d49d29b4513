package dev.hearth.api.assignment;

import dev.hearth.api.control.ResolvedFunction;

/**
 * @param requestId the invoke's AWS request id; asking twice with one id is one acquire
 */
public record AcquireRequest(String requestId, ResolvedFunction function) {}
