package dev.hearth.api.invoke;

import dev.hearth.api.function.FunctionId;
import java.util.Optional;

/**
 * One invoke asked for from inside.
 *
 * @param requestId what the function sees as its own
 * @param qualifier a version or alias; empty is {@code $LATEST}, and shows in no ARN
 * @param payload JSON; nobody changes it any more
 * @param traceId value of {@code X-Amzn-Trace-Id}; empty lets one be made
 */
public record InvokeOrder(
        String requestId,
        FunctionId function,
        Optional<String> qualifier,
        byte[] payload,
        String traceId) {}
