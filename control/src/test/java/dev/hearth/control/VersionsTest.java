package dev.hearth.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.function.FunctionConfig;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.PublishVersionResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeResponse;

final class VersionsTest {
    private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:f";

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
    void creatingCanPublish() {
        CreateFunctionResponse created =
                rig.lambda.createFunction(ControlRig.function("f").publish(true).build());

        assertEquals("1", created.version());
        assertEquals(ARN, created.functionArn());
        var version = rig.lambda.getFunctionConfiguration(r -> r.functionName("f").qualifier("1"));
        assertEquals(ARN + ":1", version.functionArn());
        assertEquals(State.ACTIVE, version.state());
        assertEquals(
                ARN + ":$LATEST",
                rig.lambda
                        .getFunctionConfiguration(r -> r.functionName("f:$LATEST"))
                        .functionArn());
    }

    @Test
    void publishingTheSameTwiceIsOneVersion() {
        rig.lambda.createFunction(ControlRig.function("f").build());
        PublishVersionResponse first =
                rig.lambda.publishVersion(r -> r.functionName("f").description("one"));
        PublishVersionResponse again = rig.lambda.publishVersion(r -> r.functionName("f"));
        rig.lambda.updateFunctionConfiguration(r -> r.functionName("f").timeout(9));
        PublishVersionResponse second = rig.lambda.publishVersion(r -> r.functionName("f"));

        assertEquals(201, first.sdkHttpResponse().statusCode());
        assertEquals("one", first.description());
        assertEquals("1", again.version());
        assertEquals(first.revisionId(), again.revisionId());
        assertEquals("2", second.version());
        assertEquals(9, second.timeout());
    }

    @Test
    void versionsStayAsTheyWere() {
        rig.lambda.createFunction(ControlRig.function("f").publish(true).build());
        FunctionConfig published = rig.control.resolve(ControlRig.ref("f:1")).config();

        UpdateFunctionCodeResponse updated =
                rig.lambda.updateFunctionCode(r ->
                        r.functionName("f")
                                .publish(true)
                                .zipFile(SdkBytes.fromByteArray(ControlRig.zip("v2"))));

        assertEquals("2", updated.version());
        assertEquals(ARN + ":2", updated.functionArn());
        assertEquals(published, rig.control.resolve(ControlRig.ref("f:1")).config());
        FunctionConfig latest = rig.control.resolve(ControlRig.ref("f")).config();
        FunctionConfig second = rig.control.resolve(ControlRig.ref("f:2")).config();
        assertEquals(latest.code(), second.code());
        assertNotEquals(published.code(), second.code());
        assertNotEquals(latest.key(), second.key());
    }

    @Test
    void publishingTheSameCodeAgainIsOneVersion() {
        rig.lambda.createFunction(ControlRig.function("f").publish(true).build());

        UpdateFunctionCodeResponse same =
                rig.lambda.updateFunctionCode(r ->
                        r.functionName("f")
                                .publish(true)
                                .zipFile(SdkBytes.fromByteArray(ControlRig.zip("v1"))));

        assertEquals("1", same.version());
        assertEquals(
                2, rig.lambda.listVersionsByFunction(r -> r.functionName("f")).versions().size());
    }

    @Test
    void numbersAreNotUsedAgain() {
        rig.lambda.createFunction(ControlRig.function("f").publish(true).build());
        rig.lambda.deleteFunction(r -> r.functionName("f").qualifier("1"));

        assertThrows(
                ResourceNotFoundException.class,
                () -> rig.lambda.getFunction(r -> r.functionName("f").qualifier("1")));
        ApiException gone =
                assertThrows(ApiException.class, () -> rig.control.resolve(ControlRig.ref("f:1")));
        assertEquals(ErrorCode.RESOURCE_NOT_FOUND, gone.code());
        assertEquals("Function not found: " + ARN + ":1", gone.words());
        assertEquals("2", rig.lambda.publishVersion(r -> r.functionName("f")).version());
    }

    @Test
    void deletesAFunctionWithItsVersions() throws IOException {
        rig.lambda.createFunction(ControlRig.function("f").publish(true).build());
        rig.lambda.deleteFunction(r -> r.functionName("f"));
        rig.close();
        open();

        assertThrows(
                ResourceNotFoundException.class,
                () -> rig.lambda.getFunction(r -> r.functionName("f").qualifier("1")));
        assertTrue(rig.lambda.listFunctions().functions().isEmpty());
    }

    @Test
    void refusesWhatCannotBePublishedOrDeleted() {
        rig.lambda.createFunction(ControlRig.function("f").build());

        InvalidParameterValueException other =
                assertThrows(
                        InvalidParameterValueException.class,
                        () -> rig.lambda.publishVersion(r -> r.functionName("f").codeSha256("x")));
        assertTrue(
                other.awsErrorDetails()
                        .errorMessage()
                        .startsWith("CodeSHA256 (x) is different from current CodeSHA256"));
        InvalidParameterValueException latest =
                assertThrows(
                        InvalidParameterValueException.class,
                        () ->
                                rig.lambda.deleteFunction(
                                        r -> r.functionName("f").qualifier("$LATEST")));
        assertEquals(
                "$LATEST version cannot be deleted without deleting the function.",
                latest.awsErrorDetails().errorMessage());
    }
}
