package dev.hearth.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.function.FunctionConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.lambda.model.StateReasonCode;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeResponse;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationResponse;

final class FunctionLifecycleTest {
    @TempDir private Path folder;
    private ControlRig rig;

    @BeforeEach
    void open() throws IOException {
        rig = ControlRig.open(folder);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void createsWithAwsDefaults() {
        CreateFunctionResponse created =
                rig.lambda.createFunction(ControlRig.function("f").build());

        assertEquals(201, created.sdkHttpResponse().statusCode());
        assertEquals(State.PENDING, created.state());
        assertEquals(StateReasonCode.CREATING, created.stateReasonCode());
        assertEquals("The function is being created.", created.stateReason());
        assertNull(created.lastUpdateStatus());
        assertEquals("arn:aws:lambda:us-east-1:000000000000:function:f", created.functionArn());
        assertEquals("$LATEST", created.version());
        assertEquals("", created.description());
        assertEquals(3, created.timeout());
        assertEquals(128, created.memorySize());
        assertEquals(512, created.ephemeralStorage().size());
        assertEquals(List.of("x86_64"), created.architecturesAsStrings());
        assertEquals("PassThrough", created.tracingConfig().modeAsString());
        assertEquals("None", created.snapStart().applyOnAsString());
        assertEquals("Off", created.snapStart().optimizationStatusAsString());
        assertEquals("Text", created.loggingConfig().logFormatAsString());
        assertEquals("/aws/lambda/f", created.loggingConfig().logGroup());
        assertNull(created.loggingConfig().systemLogLevelAsString());
        assertEquals("Zip", created.packageTypeAsString());
        assertNull(created.environment());
        assertTrue(
                created.lastModified()
                        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+0000"),
                created.lastModified());
        assertTrue(
                created.runtimeVersionConfig()
                        .runtimeVersionArn()
                        .matches("arn:aws:lambda:us-east-1::runtime:[0-9a-f]{64}"));
    }

    @Test
    void becomesActiveAndInvocable() {
        String created = rig.lambda.createFunction(ControlRig.function("f").build()).revisionId();

        var active = rig.lambda.getFunctionConfiguration(r -> r.functionName("f"));

        assertEquals(State.ACTIVE, active.state());
        assertNull(active.stateReasonCode());
        assertEquals(LastUpdateStatus.SUCCESSFUL, active.lastUpdateStatus());
        assertNotEquals(created, active.revisionId());
        FunctionConfig config = rig.control.resolve(ControlRig.ref("f")).config();
        assertEquals("python3.13", config.runtime());
        assertEquals("/aws/lambda/f", config.logGroup());
        assertTrue(rig.blobs.path(config.code()).isPresent());
    }

    @Test
    void pendingFunctionsCanBeReadOnly() throws IOException {
        ControlRig slow = slowRig();
        try {
            slow.lambda.createFunction(ControlRig.function("f").build());

            ApiException refused =
                    assertThrows(
                            ApiException.class, () -> slow.control.resolve(ControlRig.ref("f")));
            assertEquals(ErrorCode.RESOURCE_CONFLICT, refused.code());
            assertEquals(
                    "The operation cannot be performed at this time. The function is currently in the following state: Pending",
                    refused.words());
            assertThrows(
                    ResourceConflictException.class,
                    () -> slow.lambda.updateFunctionConfiguration(r -> r.functionName("f")));
            assertThrows(
                    ResourceConflictException.class,
                    () -> slow.lambda.publishVersion(r -> r.functionName("f")));
            assertEquals(
                    State.PENDING,
                    slow.lambda.getFunction(r -> r.functionName("f")).configuration().state());
        } finally {
            slow.close();
        }
    }

    @Test
    void aRestartGoesOnWithWhatWasPending() throws IOException {
        ControlRig slow = slowRig();
        slow.lambda.createFunction(ControlRig.function("f").build());
        slow.close();

        rig = ControlRig.open(folder);

        assertEquals(
                State.ACTIVE,
                rig.lambda.getFunctionConfiguration(r -> r.functionName("f")).state());
    }

    @Test
    void servesTheRevisionBeforeUntilAnUpdateIsInEffect() throws IOException {
        rig.lambda.createFunction(ControlRig.function("f").build());
        FunctionConfig before = rig.control.resolve(ControlRig.ref("f")).config();
        ControlRig slow = slowRig();
        FunctionConfig during;
        try {
            UpdateFunctionConfigurationResponse updating =
                    slow.lambda.updateFunctionConfiguration(
                            r -> r.functionName("f").memorySize(512));
            during = slow.control.resolve(ControlRig.ref("f")).config();

            assertEquals(LastUpdateStatus.IN_PROGRESS, updating.lastUpdateStatus());
            assertEquals(512, updating.memorySize());
            assertEquals(before, during);
            ResourceConflictException conflict =
                    assertThrows(
                            ResourceConflictException.class,
                            () ->
                                    slow.lambda.updateFunctionCode(
                                            r -> r.functionName("f").zipFile(zip("v2"))));
            assertTrue(
                    conflict.awsErrorDetails()
                            .errorMessage()
                            .contains(
                                    "An update is in progress for resource: arn:aws:lambda:us-east-1:000000000000:function:f"));
        } finally {
            slow.close();
        }

        rig = ControlRig.open(folder);

        FunctionConfig after = rig.control.resolve(ControlRig.ref("f")).config();
        assertEquals(512, after.memoryMb());
        assertTrue(after.key().generation() > before.key().generation());
    }

    @Test
    void laterInvokesGetTheCodeOfAnUpdate() {
        rig.lambda.createFunction(ControlRig.function("f").build());
        FunctionConfig before = rig.control.resolve(ControlRig.ref("f")).config();

        UpdateFunctionCodeResponse updated =
                rig.lambda.updateFunctionCode(r -> r.functionName("f").zipFile(zip("v2")));

        FunctionConfig after = rig.control.resolve(ControlRig.ref("f")).config();
        assertEquals(LastUpdateStatus.IN_PROGRESS, updated.lastUpdateStatus());
        assertNotEquals(before.code(), after.code());
        assertTrue(after.key().generation() > before.key().generation());
        assertEquals(
                List.of(new ControlRig.Change(after.function(), after.key().generation(), false)),
                rig.changes);
    }

    @Test
    void theCodeCanBeDownloadedForAWhile() throws IOException {
        rig.lambda.createFunction(ControlRig.function("f").tags(Map.of("team", "fire")).build());

        GetFunctionResponse got = rig.lambda.getFunction(r -> r.functionName("f"));

        String link = got.code().location();
        String prefix = InProcessHttp.BASE_URL + "/_hearth/code/";
        assertTrue(link.startsWith(prefix), link);
        assertEquals("S3", got.code().repositoryType());
        assertEquals(Map.of("team", "fire"), got.tags());
        Path code = rig.control.codeFor(link.substring(prefix.length())).orElseThrow();
        assertArrayEquals(ControlRig.zip("v1"), Files.readAllBytes(code));
        assertTrue(rig.control.codeFor("forged").isEmpty());
        char last = link.charAt(link.length() - 1);
        String tampered =
                link.substring(prefix.length(), link.length() - 1) + (last == 'A' ? 'E' : 'A');
        assertTrue(rig.control.codeFor(tampered).isEmpty());
    }

    @Test
    void updatesOnlyWhatIsNamed() {
        rig.lambda.createFunction(
                ControlRig.function("f")
                        .description("first")
                        .timeout(7)
                        .environment(e -> e.variables(Map.of("KEY", "value")))
                        .build());

        rig.lambda.updateFunctionConfiguration(r -> r.functionName("f").memorySize(256));
        var kept = rig.lambda.getFunctionConfiguration(r -> r.functionName("f"));
        rig.lambda.updateFunctionConfiguration(
                r -> r.functionName("f").environment(e -> e.variables(Map.of())).description(""));
        var cleared = rig.lambda.getFunctionConfiguration(r -> r.functionName("f"));

        assertEquals("first", kept.description());
        assertEquals(7, kept.timeout());
        assertEquals(256, kept.memorySize());
        assertEquals(Map.of("KEY", "value"), kept.environment().variables());
        assertEquals(Map.of(), cleared.environment().variables());
        assertEquals("", cleared.description());
    }

    @Test
    void dryRunsChangeNothing() {
        rig.lambda.createFunction(ControlRig.function("f").build());
        FunctionConfiguration before =
                rig.lambda.getFunction(r -> r.functionName("f")).configuration();

        UpdateFunctionCodeResponse dry =
                rig.lambda.updateFunctionCode(
                        r -> r.functionName("f").zipFile(zip("v2")).dryRun(true));

        assertNotEquals(before.codeSha256(), dry.codeSha256());
        assertEquals(before, rig.lambda.getFunction(r -> r.functionName("f")).configuration());
    }

    @Test
    void refusesChangesOfAnotherRevision() {
        rig.lambda.createFunction(ControlRig.function("f").build());
        String revision =
                rig.lambda.getFunctionConfiguration(r -> r.functionName("f")).revisionId();

        assertThrows(
                PreconditionFailedException.class,
                () ->
                        rig.lambda.updateFunctionConfiguration(
                                r -> r.functionName("f").memorySize(256).revisionId("old")));
        rig.lambda.updateFunctionConfiguration(
                r -> r.functionName("f").memorySize(256).revisionId(revision));
        assertThrows(
                PreconditionFailedException.class,
                () ->
                        rig.lambda.updateFunctionCode(
                                r -> r.functionName("f").zipFile(zip("x")).revisionId(revision)));
    }

    @Test
    void deletes() {
        rig.lambda.createFunction(ControlRig.function("f").build());
        long generation = rig.control.resolve(ControlRig.ref("f")).config().key().generation();

        var deleted = rig.lambda.deleteFunction(r -> r.functionName("f"));

        assertEquals(204, deleted.sdkHttpResponse().statusCode());
        assertEquals(204, deleted.statusCode());
        ResourceNotFoundException gone =
                assertThrows(
                        ResourceNotFoundException.class,
                        () -> rig.lambda.getFunction(r -> r.functionName("f")));
        assertTrue(
                gone.awsErrorDetails()
                        .errorMessage()
                        .contains(
                                "Function not found: arn:aws:lambda:us-east-1:000000000000:function:f"));
        assertTrue(rig.changes.getLast().deleted());
        rig.lambda.createFunction(ControlRig.function("f").build());
        FunctionConfig again = rig.control.resolve(ControlRig.ref("f")).config();
        assertTrue(again.key().generation() > generation, "old environments could serve it");
    }

    @Test
    void givesEveryFunctionAHostUserOfItsOwn() throws IOException {
        rig.lambda.createFunction(ControlRig.function("a").build());
        rig.lambda.createFunction(ControlRig.function("b").build());
        int a = hostUid("a");
        int b = hostUid("b");
        rig.lambda.updateFunctionConfiguration(r -> r.functionName("a").memorySize(256));
        rig.lambda.deleteFunction(r -> r.functionName("b"));
        rig.lambda.createFunction(ControlRig.function("c").build());

        assertNotEquals(a, b);
        assertEquals(a, hostUid("a"));
        assertNotEquals(a, hostUid("c"));
        assertNotEquals(b, hostUid("c"), "a deleted function's user is used again at once");
        int c = hostUid("c");
        rig.close();
        open();
        assertEquals(a, hostUid("a"));
        assertEquals(c, hostUid("c"));
    }

    @Test
    void keepsEverythingAcrossARestart() throws IOException {
        rig.lambda.createFunction(
                ControlRig.function("f")
                        .description("d")
                        .tags(Map.of("k", "v"))
                        .environment(e -> e.variables(Map.of("UMLAUT", "äöü ☂")))
                        .loggingConfig(l -> l.logFormat("JSON").logGroup("mine"))
                        .vpcConfig(v -> v.subnetIds("subnet-1").securityGroupIds("sg-1"))
                        .deadLetterConfig(d -> d.targetArn("arn:aws:sqs:us-east-1:000000000000:q"))
                        .publish(true)
                        .build());
        rig.lambda.putFunctionConcurrency(r -> r.functionName("f").reservedConcurrentExecutions(5));
        var before = rig.lambda.getFunction(r -> r.functionName("f"));
        FunctionConfig config = rig.control.resolve(ControlRig.ref("f")).config();
        FunctionConfig version = rig.control.resolve(ControlRig.ref("f:1")).config();

        rig.close();
        open();

        var after = rig.lambda.getFunction(r -> r.functionName("f"));
        assertEquals(before.configuration(), after.configuration());
        assertEquals(before.tags(), after.tags());
        assertEquals(5, after.concurrency().reservedConcurrentExecutions());
        assertEquals(config, rig.control.resolve(ControlRig.ref("f")).config());
        assertEquals(version, rig.control.resolve(ControlRig.ref("f:1")).config());
        assertFalse(after.configuration().environment().variables().isEmpty());
    }

    private int hostUid(String name) {
        return rig.control.resolve(ControlRig.ref(name)).config().hostUid();
    }

    /** The same data, but nothing settles: its time does not come. */
    private ControlRig slowRig() throws IOException {
        rig.close();
        ControlConfig slow =
                new ControlConfig("000000000000", "us-east-1", 1_000, Duration.ofHours(1));
        return ControlRig.open(
                folder, slow, dev.hearth.foundation.time.Clock.system(), (_, _) -> () -> {});
    }

    private static SdkBytes zip(String content) {
        return SdkBytes.fromByteArray(ControlRig.zip(content));
    }
}
