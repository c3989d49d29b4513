package dev.hearth.endtoend;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;

/** Functions of one server, as a test deploys and calls them. */
final class Functions implements AutoCloseable {
    private final LambdaClient lambda;

    Functions(String endpoint) {
        this.lambda = RunningHearth.client(endpoint);
    }

    /**
     * @param error value of {@code X-Amz-Function-Error}
     * @param log the tail
     */
    record Answer(String payload, Optional<String> error, String log) {}

    LambdaClient client() {
        return lambda;
    }

    /** A Python function {@code app.handler}; returns its name. */
    String python(String name, String source) {
        return python(name, source, _ -> {});
    }

    String python(String name, String source, Consumer<CreateFunctionRequest.Builder> more) {
        byte[] zip = Zip.of(Map.of("app.py", source.getBytes(StandardCharsets.UTF_8)));
        return create(name, RunningHearth.runtime(Language.PYTHON), "app.handler", zip, more);
    }

    String create(Language language, String name) {
        return create(
                name,
                RunningHearth.runtime(language),
                language.handler(),
                language.zip("one"),
                _ -> {});
    }

    String create(
            String name,
            String runtime,
            String handler,
            byte[] zip,
            Consumer<CreateFunctionRequest.Builder> more) {
        lambda.createFunction(r -> {
            r.functionName(name)
                    .runtime(runtime)
                    .handler(handler)
                    .role("arn:aws:iam::000000000000:role/test")
                    .timeout(20)
                    .memorySize(256)
                    .code(c -> c.zipFile(SdkBytes.fromByteArray(zip)));
            more.accept(r);
        });
        lambda.waiter().waitUntilFunctionActiveV2(r -> r.functionName(name));
        return name;
    }

    void update(String name, byte[] zip) {
        lambda.updateFunctionCode(r -> r.functionName(name).zipFile(SdkBytes.fromByteArray(zip)));
        lambda.waiter().waitUntilFunctionUpdatedV2(r -> r.functionName(name));
    }

    Answer invoke(String name, String event) {
        InvokeResponse reply =
                lambda.invoke(r ->
                        r.functionName(name)
                                .logType(LogType.TAIL)
                                .payload(SdkBytes.fromUtf8String(event)));
        return new Answer(
                reply.payload().asUtf8String(),
                Optional.ofNullable(reply.functionError()),
                new String(Base64.getDecoder().decode(reply.logResult()), StandardCharsets.UTF_8));
    }

    void delete(String name) {
        lambda.deleteFunction(r -> r.functionName(name));
    }

    @Override
    public void close() {
        lambda.close();
    }
}
