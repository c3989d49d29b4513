package dev.hearth.aws.roundtrip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.error.ThrottleReason;
import dev.hearth.aws.error.ErrorAnswer;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ServiceException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** What we answer to a failure, as the SDK's client throws it. */
final class ErrorRoundTripTest {
    private static WireServer server;
    private static LambdaClient client;

    @BeforeAll
    static void start() throws IOException {
        server = new WireServer();
        client = server.client();
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyCodeIsThrownAsItsClass(ErrorCode code) {
        LambdaException thrown = failure(new ApiException(code, "words with é and 😀"));

        assertEquals(code.status(), thrown.statusCode());
        assertEquals(code.wireName(), thrown.awsErrorDetails().errorCode());
        assertEquals("words with é and 😀", thrown.awsErrorDetails().errorMessage());
        assertEquals("r-1", thrown.requestId());
        assertEquals(expectedClass(code), thrown.getClass());
    }

    @Test
    void throttlingKeepsItsMembers() {
        TooManyRequestsException thrown =
                (TooManyRequestsException)
                        failure(ApiException.throttled(ThrottleReason.RESERVED_CONCURRENCY));

        assertEquals("ReservedFunctionConcurrentInvocationLimitExceeded", thrown.reasonAsString());
        assertEquals("1", thrown.retryAfterSeconds());
        assertEquals("User", thrown.type());
    }

    @Test
    void aFaultOfOursIsAServiceException() {
        ServiceException thrown = (ServiceException) failure(new IllegalStateException("inner"));

        assertEquals("Service", thrown.type());
        assertEquals("r-1", thrown.requestId());
    }

    private static LambdaException failure(Throwable failure) {
        server.answer((_, _) -> ErrorAnswer.of(failure, "r-1"));
        return assertThrows(
                LambdaException.class, () -> client.getFunction(f -> f.functionName("f")));
    }

    /** What the SDK has a class for, it must throw as that class. */
    private static Class<?> expectedClass(ErrorCode code) {
        try {
            return Class.forName("software.amazon.awssdk.services.lambda.model." + code.wireName());
        } catch (ClassNotFoundException _) {
            return LambdaException.class;
        }
    }
}
