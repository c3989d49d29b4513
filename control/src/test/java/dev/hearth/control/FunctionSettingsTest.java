package dev.hearth.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.control.ManagementCall;
import dev.hearth.api.control.ResolvedFunction;
import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.model.GetAccountSettingsResponse;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** What belongs to a function and not to a version: tags and reserved concurrency. */
final class FunctionSettingsTest {
    private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:f";

    @TempDir private Path folder;
    private ControlRig rig;

    @BeforeEach
    void open() throws IOException {
        rig = ControlRig.open(folder);
        rig.lambda.createFunction(ControlRig.function("f").tags(Map.of("a", "1")).build());
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void tagsAndUntags() {
        var tagged = rig.lambda.tagResource(r -> r.resource(ARN).tags(Map.of("b", "2", "a", "0")));
        assertEquals(204, tagged.sdkHttpResponse().statusCode());
        assertEquals(Map.of("a", "0", "b", "2"), rig.lambda.listTags(r -> r.resource(ARN)).tags());

        rig.lambda.untagResource(r -> r.resource(ARN).tagKeys("a", "none"));

        assertEquals(Map.of("b", "2"), rig.lambda.listTags(r -> r.resource(ARN)).tags());
    }

    @Test
    void refusesBrokenTagging() {
        refused(
                "Tags on function aliases and versions are not supported. Please specify a function ARN.",
                () -> rig.lambda.tagResource(r -> r.resource(ARN + ":1").tags(Map.of("k", "v"))));
        refused(
                "An error occurred and the request cannot be processed.",
                () -> rig.lambda.tagResource(r -> r.resource(ARN).tags(Map.of())));
        refused(
                "Value 'arn:aws:lambda:us-east-1:000000000000:foobar:f' at 'resource' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*):lambda:",
                () ->
                        rig.lambda.listTags(
                                r -> r.resource("arn:aws:lambda:us-east-1:000000000000:foobar:f")));
        refused(
                "Value null at 'tagKeys' failed to satisfy constraint: Member must not be null",
                () -> rig.lambda.untagResource(r -> r.resource(ARN).tagKeys(List.of())));
        assertThrows(
                ResourceNotFoundException.class,
                () -> rig.lambda.listTags(r -> r.resource(ARN + "none")));
        for (int i = 0; i < 49; i++) {
            String key = "k" + i;
            rig.lambda.tagResource(r -> r.resource(ARN).tags(Map.of(key, "v")));
        }
        refused(
                "Number of tags exceeds resource tag limit.",
                () -> rig.lambda.tagResource(r -> r.resource(ARN).tags(Map.of("more", "v"))));
        assertEquals(50, rig.lambda.listTags(r -> r.resource(ARN)).tags().size());
    }

    @Test
    void reservesConcurrencyFromTheAccounts() {
        assertNull(concurrency());
        assertEquals(
                300,
                rig.lambda
                        .putFunctionConcurrency(
                                r -> r.functionName("f").reservedConcurrentExecutions(300))
                        .reservedConcurrentExecutions());
        rig.lambda.createFunction(ControlRig.function("g").build());

        ResolvedFunction f = rig.control.resolve(ControlRig.ref("f"));
        ResolvedFunction g = rig.control.resolve(ControlRig.ref("g"));

        assertEquals(300, concurrency());
        assertEquals(OptionalInt.of(300), f.reserved());
        assertEquals(OptionalInt.empty(), g.reserved());
        assertEquals(700, g.unreserved());
        rig.lambda.putFunctionConcurrency(
                r -> r.functionName("g").reservedConcurrentExecutions(600));
        refused(
                "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
                () ->
                        rig.lambda.putFunctionConcurrency(
                                r -> r.functionName("g").reservedConcurrentExecutions(601)));
        rig.lambda.putFunctionConcurrency(r -> r.functionName("f").reservedConcurrentExecutions(0));
        assertEquals(OptionalInt.of(0), rig.control.resolve(ControlRig.ref("f")).reserved());
        rig.lambda.deleteFunctionConcurrency(r -> r.functionName("f"));
        assertNull(concurrency());
        assertEquals(400, rig.control.resolve(ControlRig.ref("f")).unreserved());
    }

    @Test
    void refusesBrokenReservations() {
        refused(
                "Value null at 'reservedConcurrentExecutions'",
                () -> rig.lambda.putFunctionConcurrency(r -> r.functionName("f")));
        refused(
                "Member must have value greater than or equal to 0",
                () ->
                        rig.lambda.putFunctionConcurrency(
                                r -> r.functionName("f").reservedConcurrentExecutions(-1)));
        refused(
                "This operation is permitted on Lambda functions only.",
                () ->
                        rig.lambda.putFunctionConcurrency(
                                r -> r.functionName("f:1").reservedConcurrentExecutions(1)));
        assertThrows(
                ResourceNotFoundException.class,
                () ->
                        rig.lambda.putFunctionConcurrency(
                                r -> r.functionName("none").reservedConcurrentExecutions(1)));
    }

    @Test
    void countsTheAccountsUse() {
        rig.lambda.putFunctionConcurrency(
                r -> r.functionName("f").reservedConcurrentExecutions(10));

        GetAccountSettingsResponse account = rig.lambda.getAccountSettings();

        assertEquals(1_000, account.accountLimit().concurrentExecutions());
        assertEquals(990, account.accountLimit().unreservedConcurrentExecutions());
        assertEquals(262_144_000, account.accountLimit().codeSizeUnzipped());
        assertEquals(52_428_800, account.accountLimit().codeSizeZipped());
        assertEquals(80_530_636_800L, account.accountLimit().totalCodeSize());
        assertEquals(1, account.accountUsage().functionCount());
        assertEquals(ControlRig.zip("v1").length, account.accountUsage().totalCodeSize());
    }

    @Test
    void answersWhatInfrastructureToolsReadWithEveryFunction() {
        var signing = rig.lambda.getFunctionCodeSigningConfig(r -> r.functionName("f"));
        var recursion = rig.lambda.getFunctionRecursionConfig(r -> r.functionName("f"));
        var runtime = rig.lambda.getRuntimeManagementConfig(r -> r.functionName("f"));

        assertNull(signing.codeSigningConfigArn());
        assertEquals("Terminate", recursion.recursiveLoopAsString());
        assertEquals("Auto", runtime.updateRuntimeOnAsString());
        assertThrows(
                ResourceNotFoundException.class,
                () -> rig.lambda.getFunctionCodeSigningConfig(r -> r.functionName("none")));
    }

    @Test
    void namesWhatIsNotBuilt() {
        ManagementCall alias =
                new ManagementCall("CreateAlias", Map.of(), Map.of(), Map.of(), new byte[0], "");

        ApiException refused = assertThrows(ApiException.class, () -> rig.control.call(alias));

        assertEquals(ErrorCode.NOT_IMPLEMENTED, refused.code());
        assertTrue(refused.words().startsWith("CreateAlias is not built yet"));
        assertTrue(rig.control.operations().contains("CreateFunction"));
        assertTrue(!rig.control.operations().contains("CreateAlias"));
    }

    private Integer concurrency() {
        return rig.lambda
                .getFunctionConcurrency(r -> r.functionName("f"))
                .reservedConcurrentExecutions();
    }

    private static void refused(String words, Executable call) {
        LambdaException refused = assertThrows(LambdaException.class, call);
        String message = refused.awsErrorDetails().errorMessage();
        assertTrue(message.contains(words), message);
    }

    @Test
    void reservationsCountOnlyOnce() {
        assertThrows(
                InvalidParameterValueException.class,
                () ->
                        rig.lambda.putFunctionConcurrency(
                                r -> r.functionName("f").reservedConcurrentExecutions(901)));
        rig.lambda.putFunctionConcurrency(
                r -> r.functionName("f").reservedConcurrentExecutions(900));
        rig.lambda.putFunctionConcurrency(
                r -> r.functionName("f").reservedConcurrentExecutions(900));
        assertEquals(900, concurrency());
        rig.lambda.deleteFunction(r -> r.functionName("f"));
        assertEquals(
                1_000,
                rig.lambda.getAccountSettings().accountLimit().unreservedConcurrentExecutions());
    }
}
