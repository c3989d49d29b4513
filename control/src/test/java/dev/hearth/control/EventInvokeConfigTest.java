package dev.hearth.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.events.AsyncPolicy;
import dev.hearth.api.function.FunctionId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.model.FunctionEventInvokeConfig;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.PutFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionEventInvokeConfigResponse;
import software.amazon.awssdk.services.lambda.model.RecursiveLoop;

/** What is said of invokes nobody waits for, and what comes of it. */
final class EventInvokeConfigTest {
    private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:f";
    private static final String OTHER = "arn:aws:lambda:us-east-1:000000000000:function:other";
    private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:q";
    private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:t";
    private static final FunctionId F = new FunctionId("000000000000", "us-east-1", "f");

    @TempDir private Path folder;
    private ControlRig rig;

    @BeforeEach
    void open() throws IOException {
        rig = ControlRig.open(folder);
        rig.lambda.createFunction(
                ControlRig.function("f")
                        .publish(true)
                        .deadLetterConfig(d -> d.targetArn(QUEUE))
                        .build());
        rig.lambda.createFunction(ControlRig.function("other").build());
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void putReplacesAndUpdateMerges() {
        var put = put(r -> r.maximumRetryAttempts(1).maximumEventAgeInSeconds(60));
        assertEquals(ARN + ":$LATEST", put.functionArn());
        assertEquals(1, put.maximumRetryAttempts());
        assertEquals(60, put.maximumEventAgeInSeconds());
        assertNull(put.destinationConfig().onSuccess().destination());
        assertNull(put.destinationConfig().onFailure().destination());
        assertTrue(
                Duration.between(put.lastModified(), Instant.now()).abs().toMinutes() < 1,
                put.lastModified().toString());

        put(r ->
                r.maximumRetryAttempts(0)
                        .destinationConfig(d -> d.onSuccess(s -> s.destination(OTHER))));
        var merged =
                rig.lambda.updateFunctionEventInvokeConfig(
                        r -> r.functionName("f").maximumEventAgeInSeconds(21_600));

        assertEquals(0, merged.maximumRetryAttempts());
        assertEquals(21_600, merged.maximumEventAgeInSeconds());
        assertEquals(OTHER, merged.destinationConfig().onSuccess().destination());
        var got = rig.lambda.getFunctionEventInvokeConfig(r -> r.functionName(ARN + ":$LATEST"));
        assertEquals(merged.lastModified(), got.lastModified());
        assertEquals(0, got.maximumRetryAttempts());
        rig.lambda.updateFunctionEventInvokeConfig(r ->
                r.functionName("f").destinationConfig(d -> d.onFailure(f -> f.destination(TOPIC))));
        assertEquals(Optional.empty(), policy("$LATEST").onSuccess());
        assertEquals(Optional.of(TOPIC), policy("$LATEST").onFailure());
    }

    @Test
    void eachQualifierHasItsOwn() throws IOException {
        put(r -> r.qualifier("1").maximumRetryAttempts(1));

        assertEquals(List.of(ARN + ":1"), listed());
        assertEquals(1, policy("1").maximumRetryAttempts());
        assertEquals(
                new AsyncPolicy(
                        2,
                        Duration.ofHours(6),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(QUEUE),
                        OptionalInt.empty(),
                        false),
                policy("$LATEST"));
        put(r -> r.maximumRetryAttempts(0));
        close();
        rig = ControlRig.open(folder);
        assertEquals(List.of(ARN + ":$LATEST", ARN + ":1"), listed());
        assertEquals(0, policy("$LATEST").maximumRetryAttempts());

        rig.lambda.deleteFunction(r -> r.functionName("f").qualifier("1"));

        assertEquals(List.of(ARN + ":$LATEST"), listed());
        assertEquals(Optional.empty(), rig.control.find(F, Optional.of("1")));
        assertEquals(
                204,
                rig.lambda
                        .deleteFunctionEventInvokeConfig(r -> r.functionName("f"))
                        .sdkHttpResponse()
                        .statusCode());
        assertEquals(List.of(), listed());
        assertEquals(2, policy("$LATEST").maximumRetryAttempts());
    }

    @Test
    void endsWithItsFunction() {
        put(r -> r.maximumRetryAttempts(1));
        put(r -> r.qualifier("1").maximumRetryAttempts(1));

        rig.lambda.deleteFunction(r -> r.functionName("f"));
        assertEquals(Optional.empty(), rig.control.find(F, Optional.empty()));
        rig.lambda.createFunction(ControlRig.function("f").publish(true).build());

        assertEquals(List.of(), listed());
    }

    @Test
    void listsInPages() {
        put(r -> r.maximumRetryAttempts(1));
        put(r -> r.qualifier("1").maximumRetryAttempts(1));

        var first = rig.lambda.listFunctionEventInvokeConfigs(r -> r.functionName("f").maxItems(1));
        var second =
                rig.lambda.listFunctionEventInvokeConfigs(
                        r -> r.functionName("f").maxItems(1).marker(first.nextMarker()));

        assertEquals(ARN + ":$LATEST", first.functionEventInvokeConfigs().getFirst().functionArn());
        assertEquals(ARN + ":1", second.functionEventInvokeConfigs().getFirst().functionArn());
        assertNull(second.nextMarker());
    }

    @Test
    void saysWhatIsNotThere() {
        refused(
                404,
                "The function doesn't exist.",
                () -> put(r -> r.functionName("none").maximumRetryAttempts(1)));
        refused(
                404,
                "The function doesn't exist.",
                () -> put(r -> r.qualifier("live").maximumRetryAttempts(1)));
        refused(
                404,
                "The function doesn't exist.",
                () -> rig.lambda.listFunctionEventInvokeConfigs(r -> r.functionName("none")));
        String none = "The function " + ARN + ":$LATEST doesn't have an EventInvokeConfig";
        refused(404, none, () -> rig.lambda.getFunctionEventInvokeConfig(r -> r.functionName("f")));
        refused(
                404,
                none,
                () -> rig.lambda.deleteFunctionEventInvokeConfig(r -> r.functionName("f")));
        refused(
                404,
                none,
                () ->
                        rig.lambda.updateFunctionEventInvokeConfig(
                                r -> r.functionName("f").maximumRetryAttempts(1)));
        refused(
                404,
                "The function " + ARN + ":live doesn't have an EventInvokeConfig",
                () ->
                        rig.lambda.getFunctionEventInvokeConfig(
                                r -> r.functionName("f").qualifier("live")));
    }

    @Test
    void refusesWhatBreaksALimit() {
        refused(
                400,
                "You must specify at least one of error handling or destination setting.",
                () -> put(r -> {}));
        refused(
                400,
                "Value '3' at 'maximumRetryAttempts' failed",
                () -> put(r -> r.maximumRetryAttempts(3)));
        refused(
                400,
                "Value '59' at 'maximumEventAgeInSeconds' failed",
                () -> put(r -> r.maximumEventAgeInSeconds(59)));
        refused(
                400,
                "Member must have value less than or equal to 21600",
                () -> put(r -> r.maximumEventAgeInSeconds(21_601)));
        refused(
                400,
                "The derived qualifier from the function name does not match the specified qualifier.",
                () -> put(r -> r.functionName("f:1").qualifier("2").maximumRetryAttempts(1)));
        assertEquals(List.of(), listed());
    }

    @Test
    void refusesDestinationsThatCannotBeTold() {
        refused(
                400,
                "You can't specify the function as a destination for itself.",
                () -> onSuccess(ARN));
        refused(
                400,
                "The destination ARN " + OTHER + "2 is invalid.",
                () -> onSuccess(OTHER + "2"));
        refused(
                400,
                "The provided destination config DestinationConfig(onSuccess=OnSuccess(destination="
                        + QUEUE
                        + ".fifo), onFailure=null) is invalid.",
                () -> onSuccess(QUEUE + ".fifo"));
        refused(
                400,
                "onSuccess=OnSuccess(destination=arn:aws:s3:::b), onFailure=null) is invalid.",
                () -> onSuccess("arn:aws:s3:::b"));
        refused(400, "is invalid.", () -> onSuccess("arn:aws:iam:us-east-1:000000000000:user/u"));
        refused(
                400,
                "is invalid.",
                () -> onSuccess("arn:aws:events:us-east-1:000000000000:rule/r"));
        refused(400, "is invalid.", () -> onSuccess("kafka://topic"));
        refused(
                400,
                "Value 'arn:aws:_-/!lambda:x' at 'destinationConfig.onSuccess.destination' failed to satisfy constraint: Member must satisfy regular expression pattern: $|kafka://",
                () -> onSuccess("arn:aws:_-/!lambda:x"));
        assertEquals(List.of(), listed());

        for (String arn :
                List.of(
                        QUEUE,
                        TOPIC,
                        OTHER,
                        "arn:aws:events:us-east-1:000000000000:event-bus/default")) {
            onSuccess(arn);
            assertEquals(Optional.of(arn), policy("$LATEST").onSuccess());
        }
        put(r -> r.destinationConfig(d -> d.onFailure(f -> f.destination("arn:aws:s3:::b"))));
        assertEquals(Optional.of("arn:aws:s3:::b"), policy("$LATEST").onFailure());
    }

    @Test
    void remembersWhetherAFunctionMayCallItself() throws IOException {
        assertEquals(RecursiveLoop.TERMINATE, recursion());
        refused(
                400,
                "1 validation error detected: Value 'Sometimes' at 'recursiveLoop' failed to satisfy constraint: Member must satisfy enum value set: [Terminate, Allow]",
                () ->
                        rig.lambda.putFunctionRecursionConfig(
                                r -> r.functionName("f").recursiveLoop("Sometimes")));
        rig.lambda.putFunctionRecursionConfig(
                r -> r.functionName("f").recursiveLoop(RecursiveLoop.ALLOW));
        close();
        rig = ControlRig.open(folder);

        assertEquals(RecursiveLoop.ALLOW, recursion());
        assertTrue(policy("1").recursionAllowed());
        rig.lambda.putFunctionRecursionConfig(
                r -> r.functionName("f").recursiveLoop(RecursiveLoop.TERMINATE));
        assertTrue(!policy("1").recursionAllowed());
    }

    @Test
    void aPolicyHasTheVersionsOwnDeadLetterTargetAndTheFunctionsReservation() {
        rig.lambda.updateFunctionConfiguration(
                r -> r.functionName("f").deadLetterConfig(d -> d.targetArn(TOPIC)));
        rig.lambda.putFunctionConcurrency(r -> r.functionName("f").reservedConcurrentExecutions(7));

        assertEquals(Optional.of(TOPIC), policy("$LATEST").deadLetterTarget());
        assertEquals(Optional.of(QUEUE), policy("1").deadLetterTarget());
        assertEquals(OptionalInt.of(7), policy("1").reserved());
        assertEquals(
                rig.control.find(F, Optional.empty()), rig.control.find(F, Optional.of("$LATEST")));
    }

    private AsyncPolicy policy(String qualifier) {
        return rig.control.find(F, Optional.of(qualifier)).orElseThrow();
    }

    private RecursiveLoop recursion() {
        return rig.lambda.getFunctionRecursionConfig(r -> r.functionName("f")).recursiveLoop();
    }

    private List<String> listed() {
        return rig
                .lambda
                .listFunctionEventInvokeConfigs(r -> r.functionName("f"))
                .functionEventInvokeConfigs()
                .stream()
                .map(FunctionEventInvokeConfig::functionArn)
                .toList();
    }

    private void onSuccess(String arn) {
        put(r -> r.destinationConfig(d -> d.onSuccess(s -> s.destination(arn))));
    }

    private PutFunctionEventInvokeConfigResponse put(
            Consumer<PutFunctionEventInvokeConfigRequest.Builder> request) {
        return rig.lambda.putFunctionEventInvokeConfig(r -> request.accept(r.functionName("f")));
    }

    private static void refused(int status, String words, Executable request) {
        LambdaException refused = assertThrows(LambdaException.class, request);
        assertEquals(status, refused.statusCode());
        String message = refused.awsErrorDetails().errorMessage();
        assertTrue(message.contains(words), message);
    }
}
