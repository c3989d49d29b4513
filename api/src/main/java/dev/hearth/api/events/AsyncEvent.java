package dev.hearth.api.events;

import dev.hearth.api.function.FunctionId;
import java.time.Instant;
import java.util.Optional;

/**
 * An invoke that nobody waits for.
 *
 * @param requestId the same in every attempt
 * @param qualifier as invoked: a version or alias; empty for none
 * @param payload JSON; nobody changes it any more
 * @param traceId value of {@code X-Amzn-Trace-Id}
 * @param acceptedAt its age counts from here
 */
public record AsyncEvent(
        String requestId,
        FunctionId function,
        Optional<String> qualifier,
        byte[] payload,
        String traceId,
        Instant acceptedAt) {}
