package dev.hearth.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** What every client of the Lambda API does with a function, by the AWS SDK for Java v2. */
final class JavaSdkScenario {
    private final LambdaClient lambda;
    private final String name;

    private JavaSdkScenario(LambdaClient lambda, String name) {
        this.lambda = lambda;
        this.name = name;
    }

    static void run(String name, String runtime, String handler, byte[] first, byte[] second) {
        try (LambdaClient lambda = RunningHearth.client()) {
            new JavaSdkScenario(lambda, name).run(runtime, handler, first, second);
        }
    }

    private void run(String runtime, String handler, byte[] first, byte[] second) {
        create(runtime, handler, first);
        assertEquals("{\"version\":\"one\",\"event\":{\"n\":1}}", invoke("{\"n\":1}"));
        updateCode(second);
        assertEquals("{\"version\":\"two\",\"event\":{\"n\":2}}", invoke("{\"n\":2}"));
        updateConfiguration();
        assertTrue(
                lambda.listFunctionsPaginator(r -> r.maxItems(1)).functions().stream()
                        .map(FunctionConfiguration::functionName)
                        .anyMatch(name::equals));
        delete();
    }

    private void create(String runtime, String handler, byte[] zip) {
        lambda.createFunction(r ->
                r.functionName(name)
                        .runtime(runtime)
                        .handler(handler)
                        .role("arn:aws:iam::000000000000:role/test")
                        .timeout(30)
                        .memorySize(256)
                        .code(c -> c.zipFile(SdkBytes.fromByteArray(zip))));
        lambda.waiter().waitUntilFunctionActiveV2(r -> r.functionName(name));
    }

    private String invoke(String event) {
        InvokeResponse reply =
                lambda.invoke(r ->
                        r.functionName(name)
                                .logType(LogType.TAIL)
                                .payload(SdkBytes.fromUtf8String(event)));
        assertEquals(200, reply.statusCode());
        assertEquals(null, reply.functionError(), () -> reply.payload().asUtf8String());
        String log =
                SdkBytes.fromByteArray(Base64.getDecoder().decode(reply.logResult()))
                        .asUtf8String();
        assertTrue(log.lines().anyMatch(line -> line.startsWith("REPORT RequestId: ")), log);
        return reply.payload().asUtf8String().replaceAll("[ \n]", "");
    }

    private void updateCode(byte[] zip) {
        lambda.updateFunctionCode(r -> r.functionName(name).zipFile(SdkBytes.fromByteArray(zip)));
        lambda.waiter().waitUntilFunctionUpdatedV2(r -> r.functionName(name));
    }

    private void updateConfiguration() {
        lambda.updateFunctionConfiguration(
                r -> r.functionName(name).timeout(31).description("größer"));
        lambda.waiter().waitUntilFunctionUpdatedV2(r -> r.functionName(name));
        var now = lambda.getFunctionConfiguration(r -> r.functionName(name));
        assertEquals(31, now.timeout());
        assertEquals("größer", now.description());
    }

    private void delete() {
        lambda.deleteFunction(r -> r.functionName(name));
        assertThrows(
                ResourceNotFoundException.class,
                () -> lambda.getFunctionConfiguration(r -> r.functionName(name)));
    }
}
