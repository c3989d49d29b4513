package dev.hearth.events.mapping;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.events.EventSourceMapping;
import dev.hearth.api.function.FunctionId;
import dev.hearth.foundation.time.Entropy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether a batch that was not invoked is asked for again, or its owner must act. */
final class BatchInvokerTest {
    private static final EventSourceMapping MAPPING =
            new EventSourceMapping(
                    "m1",
                    1,
                    new FunctionId("000000000000", "us-east-1", "f"),
                    Optional.empty(),
                    "arn:aws:sqs:us-east-1:000000000000:q",
                    true,
                    10,
                    Duration.ZERO,
                    OptionalInt.empty(),
                    List.of(),
                    false);

    private final FakeFunction function = new FakeFunction();

    @AfterEach
    void stop() {
        function.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {"TOO_MANY_REQUESTS", "RESOURCE_CONFLICT", "SERVICE", "SERVICE_UNAVAILABLE"})
    void isAskedForAgainWhenItMayGoBetter(ErrorCode code) {
        assertInstanceOf(BatchAnswer.NotNow.class, refusedWith(code));
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {"RESOURCE_NOT_FOUND", "ACCESS_DENIED", "REQUEST_ENTITY_TOO_LARGE"})
    void isLeftWhenItWillNot(ErrorCode code) {
        assertInstanceOf(BatchAnswer.Refused.class, refusedWith(code));
    }

    private BatchAnswer refusedWith(ErrorCode code) {
        function.does(event -> {
            throw new ApiException(code, "no");
        });
        return new BatchInvoker(function, MAPPING, Entropy.system())
                .invoke(new byte[] {'{', '}'}, List.of("1"), "");
    }
}
