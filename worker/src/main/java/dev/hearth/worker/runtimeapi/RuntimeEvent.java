package dev.hearth.worker.runtimeapi;

import java.util.Optional;

/**
 * One invocation as its runtime sees it.
 *
 * @param deadlineMs epoch milliseconds
 * @param invocationId names this delivery; a runtime that echoes it has its late answers refused
 */
public record RuntimeEvent(
        String requestId,
        byte[] payload,
        String contentType,
        long deadlineMs,
        String invokedArn,
        String traceId,
        Optional<String> clientContext,
        Optional<String> cognitoIdentity,
        String invocationId) {}
