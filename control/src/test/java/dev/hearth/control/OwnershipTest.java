package dev.hearth.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.control.FaultyStore.Fault;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ServiceException;

/** One owner at a time, and one that never believes what it does not know. */
final class OwnershipTest {
    @TempDir private Path folder;
    private ControlRig rig;
    private FaultyStore store;
    private Control second;
    private LambdaClient lambda;

    @BeforeEach
    void open() throws IOException {
        rig = ControlRig.open(folder);
        rig.lambda.createFunction(ControlRig.function("first").publish(true).build());
        store = new FaultyStore(rig.records);
        second = open(store);
        lambda = ControlRig.client(second);
    }

    private Control open(FaultyStore records) {
        return Control.open(
                ControlConfig.DEFAULT,
                records,
                rig.blobs,
                new byte[] {1},
                Clock.system(),
                Entropy.system(),
                (_, _) -> () -> {},
                (_, _, _) -> {});
    }

    @AfterEach
    void close() {
        lambda.close();
        second.close();
        rig.close();
    }

    @Test
    void anOwnerThatWasOvertakenChangesNothingAnyMore() {
        for (int i = 0; i < 2; i++) {
            LambdaException refused =
                    assertThrows(
                            LambdaException.class,
                            () -> rig.lambda.createFunction(ControlRig.function("late").build()));
            assertEquals(503, refused.statusCode());
            assertTrue(
                    refused.awsErrorDetails().errorMessage().contains("has taken over"),
                    refused.awsErrorDetails().errorMessage());
        }
        lambda.createFunction(ControlRig.function("second").build());

        assertEquals(List.of("first", "second"), names());
    }

    @Test
    void aWriteWhoseAnswerWasLostIsFoundAgain() {
        store.next(Fault.LOST_ANSWER);
        assertThrows(
                ServiceException.class,
                () -> lambda.createFunction(ControlRig.function("new").build()));

        lambda.updateFunctionConfiguration(r -> r.functionName("first").timeout(5));

        assertEquals(List.of("first", "new"), names());
    }

    @Test
    void aWriteThatWasLostDidNotTakePlace() {
        store.next(Fault.LOST_REQUEST);
        assertThrows(
                ServiceException.class,
                () -> lambda.createFunction(ControlRig.function("new").build()));

        lambda.createFunction(ControlRig.function("new").timeout(9).build());

        assertEquals(List.of("first", "new"), names());
        assertEquals(9, lambda.getFunctionConfiguration(r -> r.functionName("new")).timeout());
    }

    @Test
    void aDeletionWhoseAnswerWasLostIsFoundAgain() {
        store.next(Fault.LOST_ANSWER);
        assertThrows(
                ServiceException.class, () -> lambda.deleteFunction(r -> r.functionName("first")));

        lambda.createFunction(ControlRig.function("other").build());

        assertEquals(List.of("other"), names());
    }

    @Test
    void nothingIsDecidedOnWhatMayBeWrong() {
        store.next(Fault.LOST_ANSWER);
        assertThrows(
                ServiceException.class,
                () -> lambda.deleteFunction(r -> r.functionName("first").qualifier("1")));
        store.next(Fault.DOWN);
        LambdaException refused =
                assertThrows(
                        LambdaException.class,
                        () -> lambda.createFunction(ControlRig.function("new").build()));
        assertEquals(503, refused.statusCode());

        store.next(Fault.NONE);
        lambda.createFunction(ControlRig.function("new").build());

        assertEquals(List.of("first", "new"), names());
        assertEquals(
                1, lambda.listVersionsByFunction(r -> r.functionName("first")).versions().size());
    }

    @Test
    void whatBelongsToAFunctionAndMappingsAreFoundAgainToo() {
        RecordingRunner runner = new RecordingRunner();
        second.runMappings(runner);
        String queue = "arn:aws:sqs:us-east-1:000000000000:q";
        lambda.putFunctionEventInvokeConfig(r -> r.functionName("first").maximumRetryAttempts(0));
        store.next(Fault.LOST_ANSWER);
        assertThrows(
                ServiceException.class,
                () ->
                        lambda.createEventSourceMapping(
                                r -> r.functionName("first").eventSourceArn(queue)));
        store.next(Fault.NONE);
        lambda.updateFunctionConfiguration(r -> r.functionName("first").timeout(5));

        assertEquals(1, runner.changed().size());
        assertEquals(
                List.of(runner.last().uuid()),
                lambda.listEventSourceMappings().eventSourceMappings().stream()
                        .map(EventSourceMappingConfiguration::uuid)
                        .toList());

        store.next(Fault.LOST_ANSWER);
        assertThrows(
                ServiceException.class,
                () -> lambda.deleteFunctionEventInvokeConfig(r -> r.functionName("first")));
        store.next(Fault.NONE);
        lambda.updateFunctionConfiguration(r -> r.functionName("first").timeout(6));

        assertEquals(
                List.of(),
                lambda.listFunctionEventInvokeConfigs(r -> r.functionName("first"))
                        .functionEventInvokeConfigs());
    }

    private List<String> names() {
        return lambda.listFunctions().functions().stream()
                .map(FunctionConfiguration::functionName)
                .toList();
    }
}
