package dev.hearth.api.worker;

import java.util.Optional;

/**
 * @param payload the function's answer, or the error object
 * @param functionError value of {@code X-Amz-Function-Error}, such as {@code Unhandled}, when the
 *     function failed
 * @param logTail last 4 KB of this invocation's log
 */
public record InvokeResult(
        byte[] payload,
        String contentType,
        Optional<String> functionError,
        Optional<byte[]> logTail) {}
