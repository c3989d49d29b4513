package dev.hearth.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.FileSystemConfig;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;

/** Every limit of AWS's broken by one: refused in AWS's words, and nothing has changed. */
final class ConstraintsTest {
    private static final String VALIDATION = "ValidationException";
    private static final String INVALID = "InvalidParameterValueException";
    private static final String NOT_BUILT = "NotImplementedException";

    @TempDir private static Path folder;
    private static ControlRig rig;
    private static FunctionConfiguration untouched;

    @BeforeAll
    static void open() throws IOException {
        rig = ControlRig.open(folder);
        rig.lambda.createFunction(ControlRig.function("there").build());
        untouched = current();
    }

    @AfterAll
    static void close() {
        rig.close();
    }

    static Stream<Arguments> brokenCreates() {
        return Stream.of(
                create(
                        INVALID,
                        "Member must have length less than or equal to 64",
                        r -> r.functionName("n".repeat(65))),
                create(
                        VALIDATION,
                        "Value 'no spaces' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?",
                        r -> r.functionName("no spaces")),
                create(VALIDATION, "Value 'a.b' at 'functionName'", r -> r.functionName("a.b")),
                create(
                        VALIDATION,
                        "Value null at 'role' failed to satisfy constraint: Member must not be null",
                        r -> r.role(null)),
                create(
                        VALIDATION,
                        "Value 'r1' at 'role' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+",
                        r -> r.role("r1")),
                create(
                        INVALID,
                        "Value python1 at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [",
                        r -> r.runtime("python1")),
                create(
                        INVALID,
                        "The runtime parameter of nodejs14.x is no longer supported",
                        r -> r.runtime("nodejs14.x")),
                create(
                        INVALID,
                        "Runtime and Handler are mandatory parameters for functions created with deployment packages.",
                        r -> r.handler(null)),
                create(
                        INVALID,
                        "Runtime and Handler are mandatory parameters for functions created with deployment packages.",
                        r -> r.runtime((String) null)),
                create(
                        VALIDATION,
                        "at 'handler' failed to satisfy constraint: Member must have length less than or equal to 128",
                        r -> r.handler("h".repeat(129))),
                create(
                        VALIDATION,
                        "at 'handler' failed to satisfy constraint: Member must satisfy regular expression pattern: [^\\s]+",
                        r -> r.handler("a b")),
                create(
                        VALIDATION,
                        "at 'description' failed to satisfy constraint: Member must have length less than or equal to 256",
                        r -> r.description("d".repeat(257))),
                create(
                        VALIDATION,
                        "Value '0' at 'timeout' failed to satisfy constraint: Member must have value greater than or equal to 1",
                        r -> r.timeout(0)),
                create(
                        INVALID,
                        "'Timeout' value failed to satisfy constraint: Member must have value less than or equal to 900",
                        r -> r.timeout(901)),
                create(
                        VALIDATION,
                        "at 'timeout' failed to satisfy constraint: Member must have value less than or equal to 5400",
                        r -> r.timeout(5_401)),
                create(
                        VALIDATION,
                        "Value '127' at 'memorySize' failed to satisfy constraint: Member must have value greater than or equal to 128",
                        r -> r.memorySize(127)),
                create(
                        INVALID,
                        "'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to 10240",
                        r -> r.memorySize(10_241)),
                create(
                        VALIDATION,
                        "at 'memorySize' failed to satisfy constraint: Member must have value less than or equal to 32768",
                        r -> r.memorySize(32_769)),
                create(
                        VALIDATION,
                        "Value '511' at 'ephemeralStorage.size'",
                        r -> r.ephemeralStorage(e -> e.size(511))),
                create(
                        VALIDATION,
                        "Value '32769' at 'ephemeralStorage.size'",
                        r -> r.ephemeralStorage(e -> e.size(32_769))),
                create(
                        VALIDATION,
                        "Value 'key' at 'kMSKeyArn' failed to satisfy constraint: Member must satisfy regular expression pattern",
                        r -> r.kmsKeyArn("key")),
                create(
                        VALIDATION,
                        "Value 'LOUD' at 'loggingConfig.applicationLogLevel' failed to satisfy constraint: Member must satisfy enum value set: [TRACE, DEBUG, INFO, WARN, ERROR, FATAL]",
                        r -> r.loggingConfig(l -> l.logFormat("JSON").applicationLogLevel("LOUD"))),
                create(
                        VALIDATION,
                        "Value 'ERROR' at 'loggingConfig.systemLogLevel' failed to satisfy constraint: Member must satisfy enum value set: [DEBUG, INFO, WARN]",
                        r -> r.loggingConfig(l -> l.logFormat("JSON").systemLogLevel("ERROR"))),
                create(
                        VALIDATION,
                        "at 'loggingConfig.logGroup' failed to satisfy constraint: Member must have length less than or equal to 512",
                        r -> r.loggingConfig(l -> l.logGroup("g".repeat(513)))),
                create(
                        INVALID,
                        "'EphemeralStorage' value failed",
                        r -> r.ephemeralStorage(e -> e.size(10_241))),
                create(
                        VALIDATION,
                        "at 'environment.variables' failed to satisfy constraint: Map keys must satisfy constraint: [Member must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+]",
                        r -> environment(r, Map.of("1A", "secret"))),
                create(
                        INVALID,
                        "Reserved keys used in this request: AWS_REGION, LAMBDA_TASK_ROOT",
                        r -> environment(r, Map.of("AWS_REGION", "x", "LAMBDA_TASK_ROOT", "y"))),
                create(
                        INVALID,
                        "exceeded the 4KB limit. String measured: {\"KEY\":\"vvv",
                        r -> environment(r, Map.of("KEY", "v".repeat(4_096 - 9)))),
                create(
                        VALIDATION,
                        "Value '[x86_64, arm64]' at 'architectures' failed to satisfy constraint: Member must have length less than or equal to 1",
                        r -> r.architecturesWithStrings("x86_64", "arm64")),
                create(
                        VALIDATION,
                        "Value '[X86_64]' at 'architectures' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [x86_64, arm64], Member must not be null]",
                        r -> r.architecturesWithStrings("X86_64")),
                create(
                        VALIDATION,
                        "at 'tracingConfig.mode'",
                        r -> r.tracingConfig(t -> t.mode("Loud"))),
                create(
                        VALIDATION,
                        "Value 'Now' at 'snapStart.applyOn' failed to satisfy constraint: Member must satisfy enum value set: [PublishedVersions, None]",
                        r -> r.snapStart(s -> s.applyOn("Now"))),
                create(
                        VALIDATION,
                        "at 'loggingConfig.logFormat'",
                        r -> r.loggingConfig(l -> l.logFormat("XML"))),
                create(
                        VALIDATION,
                        "at 'loggingConfig.logGroup'",
                        r -> r.loggingConfig(l -> l.logGroup("a b"))),
                create(
                        INVALID,
                        "JSON log format",
                        r -> r.loggingConfig(l -> l.logFormat("Text").systemLogLevel("INFO"))),
                create(
                        VALIDATION,
                        "at 'deadLetterConfig.targetArn'",
                        r -> r.deadLetterConfig(d -> d.targetArn("queue"))),
                create(
                        INVALID,
                        "Invalid dead letter queue ARN: arn:aws:lambda:us-east-1:000000000000:function:g",
                        r ->
                                r.deadLetterConfig(d ->
                                        d.targetArn(
                                                "arn:aws:lambda:us-east-1:000000000000:function:g"))),
                create(
                        INVALID,
                        "Invalid dead letter queue ARN: arn:aws:sqs:us-east-1:000000000000:q.fifo",
                        r ->
                                r.deadLetterConfig(d ->
                                        d.targetArn("arn:aws:sqs:us-east-1:000000000000:q.fifo"))),
                create(VALIDATION, "at 'packageType'", r -> r.packageType("Floppy")),
                create(
                        INVALID,
                        "Number of tags exceeds resource tag limit.",
                        r -> r.tags(tags(51))),
                create(
                        VALIDATION,
                        "at 'tags' failed to satisfy constraint: Map keys",
                        r -> r.tags(Map.of("k".repeat(129), ""))),
                create(
                        VALIDATION,
                        "at 'tags' failed to satisfy constraint: Map value",
                        r -> r.tags(Map.of("k", "v".repeat(257)))),
                create(
                        INVALID,
                        "Cannot reference more than 5 layers.",
                        r -> r.layers(Collections.nCopies(6, layer(1)))),
                create(
                        INVALID,
                        "Layer version " + layer(1) + " does not exist.",
                        r -> r.layers(layer(1))),
                create(
                        NOT_BUILT,
                        "CreateFunction with FileSystemConfigs is not built yet",
                        r -> r.fileSystemConfigs(FileSystemConfig.builder().arn("a").build())),
                create(
                        NOT_BUILT,
                        "CreateFunction with S3Bucket and S3Key is not built yet",
                        r -> r.code(c -> c.s3Bucket("b").s3Key("k"))),
                create(
                        NOT_BUILT,
                        "CreateFunction with PackageType Image is not built yet",
                        r -> r.packageType("Image").code(c -> c.imageUri("i"))),
                create(
                        INVALID,
                        "Please provide a source for function code.",
                        r -> r.code(c -> c.zipFile(null))),
                create(
                        INVALID,
                        "Please do not provide other FunctionCode parameters when providing a ZipFile.",
                        r -> r.code(c -> c.zipFile(SdkBytes.fromUtf8String("z")).s3Bucket("b"))),
                create(INVALID, "Uploaded file must be a non-empty zip", r -> zip(r, new byte[0])),
                create(
                        INVALID,
                        "Uploaded file must be a non-empty zip",
                        r -> zip(r, ControlRig.zip(Map.of()))),
                create(
                        INVALID,
                        "Could not unzip uploaded file. Please check your file, then try to upload again.",
                        r -> zip(r, new byte[] {1, 2, 3})),
                create(
                        INVALID,
                        "Could not unzip uploaded file. Please check your file, then try to upload again. The entry '../x'",
                        r -> zip(r, ControlRig.zip(Map.of("../x", "")))),
                create(
                        INVALID,
                        "Could not unzip uploaded file. Please check your file, then try to upload again. The entry '/etc/x'",
                        r -> zip(r, ControlRig.zip(Map.of("/etc/x", "")))),
                create(
                        INVALID,
                        "Unzipped size must be smaller than 262144000 bytes",
                        r -> zip(r, bomb())),
                create(
                        "RequestEntityTooLargeException",
                        "Zipped size must be smaller than 52428800 bytes",
                        r -> zip(r, new byte[52_428_801])),
                create(
                        "ResourceConflictException",
                        "Function already exist: there",
                        r -> r.functionName("there")),
                create(
                        "ResourceNotFoundException",
                        "Functions from 'eu-west-1' are not reachable in this region ('us-east-1')",
                        r -> r.functionName("arn:aws:lambda:eu-west-1:000000000000:function:f")),
                create(
                        "AccessDeniedException",
                        "123456789012",
                        r -> r.functionName("arn:aws:lambda:us-east-1:123456789012:function:f")));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("brokenCreates")
    void refusesToCreate(
            String code, String words, Consumer<CreateFunctionRequest.Builder> broken) {
        CreateFunctionRequest.Builder request = ControlRig.function("new");
        broken.accept(request);

        LambdaException refused =
                assertThrows(
                        LambdaException.class, () -> rig.lambda.createFunction(request.build()));

        assertRefusal(code, words, refused);
    }

    static Stream<Arguments> brokenUpdates() {
        return Stream.of(
                update(INVALID, "Value java1 at 'runtime'", r -> r.runtime("java1")),
                update(VALIDATION, "at 'timeout'", r -> r.timeout(-1)),
                update(INVALID, "less than or equal to 10240", r -> r.memorySize(10_241)),
                update(
                        INVALID,
                        "Reserved keys",
                        r -> r.environment(e -> e.variables(Map.of("AWS_SESSION_TOKEN", "x")))),
                update(VALIDATION, "2 validation errors detected", r -> r.timeout(0).memorySize(1)),
                update(
                        NOT_BUILT,
                        "UpdateFunctionConfiguration with ImageConfig is not built yet",
                        r -> r.imageConfig(i -> i.command("c"))),
                update(INVALID, "Layer version", r -> r.layers(layer(3))),
                update(
                        "PreconditionFailedException",
                        "The Revision Id provided does not match the latest Revision Id.",
                        r -> r.revisionId("x")),
                update(
                        "ResourceNotFoundException",
                        "Function not found: arn:aws:lambda:us-east-1:000000000000:function:none",
                        r -> r.functionName("none")));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("brokenUpdates")
    void refusesToUpdate(
            String code,
            String words,
            Consumer<UpdateFunctionConfigurationRequest.Builder> broken) {
        UpdateFunctionConfigurationRequest.Builder request =
                UpdateFunctionConfigurationRequest.builder().functionName("there");
        broken.accept(request);

        LambdaException refused =
                assertThrows(
                        LambdaException.class,
                        () -> rig.lambda.updateFunctionConfiguration(request.build()));

        assertRefusal(code, words, refused);
    }

    private static void assertRefusal(String code, String words, LambdaException refused) {
        assertEquals(code, refused.awsErrorDetails().errorCode());
        String message = refused.awsErrorDetails().errorMessage();
        assertTrue(message.contains(words), message);
        assertTrue(!message.contains("secret"), "a variable's value is repeated");
        assertEquals(untouched, current());
        assertEquals(1, rig.lambda.listFunctions().functions().size());
        assertTrue(rig.changes.isEmpty());
    }

    private static FunctionConfiguration current() {
        return rig.lambda.getFunction(r -> r.functionName("there")).configuration();
    }

    private static Arguments create(
            String code, String words, Consumer<CreateFunctionRequest.Builder> broken) {
        return Arguments.of(code, words, broken);
    }

    private static Arguments update(
            String code,
            String words,
            Consumer<UpdateFunctionConfigurationRequest.Builder> broken) {
        return Arguments.of(code, words, broken);
    }

    private static void environment(
            CreateFunctionRequest.Builder request, Map<String, String> variables) {
        request.environment(e -> e.variables(variables));
    }

    /** A quarter of a megabyte that would become 251. */
    private static byte[] bomb() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("zeros"));
            byte[] megabyte = new byte[1 << 20];
            for (int i = 0; i < 251; i++) {
                zip.write(megabyte);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void zip(CreateFunctionRequest.Builder request, byte[] zip) {
        request.code(c -> c.zipFile(SdkBytes.fromByteArray(zip)));
    }

    private static String layer(int version) {
        return "arn:aws:lambda:us-east-1:000000000000:layer:l:" + version;
    }

    private static Map<String, String> tags(int count) {
        Map<String, String> tags = new HashMap<>();
        for (int i = 0; i < count; i++) {
            tags.put("k" + i, "v");
        }
        return tags;
    }
}
