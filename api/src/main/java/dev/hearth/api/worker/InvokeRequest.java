package dev.hearth.api.worker;

import java.util.Optional;

/**
 * @param requestId a UUID, the function's {@code aws_request_id}
 * @param payload the event, exactly as given; not copied, not to be changed
 * @param invokedArn the ARN as invoked, with its qualifier when one was used
 * @param clientContext decoded JSON
 * @param cognitoIdentity JSON with {@code cognitoIdentityId} and {@code cognitoIdentityPoolId}
 * @param tailLog whether {@link InvokeResult#logTail} is wanted: the answer then waits for the
 *     REPORT line
 */
public record InvokeRequest(
        EnvironmentId environment,
        String requestId,
        byte[] payload,
        String contentType,
        String invokedArn,
        String traceId,
        Optional<String> clientContext,
        Optional<String> cognitoIdentity,
        boolean tailLog) {}
