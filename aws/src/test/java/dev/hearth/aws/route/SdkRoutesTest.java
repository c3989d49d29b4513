package dev.hearth.aws.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.protocols.core.OperationInfo;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** The route table against what the SDK's own marshallers send. */
final class SdkRoutesTest {
    private static final String TRANSFORM = "software/amazon/awssdk/services/lambda/transform/";
    private static final String MARSHALLER = "RequestMarshaller";

    @Test
    void theTableIsTheSdks() throws Exception {
        Map<String, String> ours =
                RouteTable.lambda().routes().stream()
                        .filter(route -> !SdkGaps.OPERATIONS.contains(route.operation()))
                        .collect(
                                Collectors.toMap(
                                        Route::operation,
                                        route -> route.method() + " " + route.uri()));

        assertEquals(sdkBindings(), ours);
    }

    @Test
    void whatTheSdkLacksIsInTheTable() {
        SdkGaps.OPERATIONS.forEach(operation -> RouteTable.lambda().route(operation));
    }

    private static Map<String, String> sdkBindings() throws Exception {
        Map<String, String> bindings = new HashMap<>();
        try (JarFile jar = sdkJar()) {
            for (var entries = jar.entries(); entries.hasMoreElements(); ) {
                String name = entries.nextElement().getName();
                if (name.startsWith(TRANSFORM) && name.endsWith(MARSHALLER + ".class")) {
                    OperationInfo binding = binding(name);
                    bindings.put(
                            operation(name),
                            binding.httpMethod().name() + " " + binding.requestUri());
                }
            }
        }
        return bindings;
    }

    private static JarFile sdkJar() throws IOException, URISyntaxException {
        return new JarFile(
                Path.of(
                                LambdaClient.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toURI())
                        .toFile());
    }

    private static OperationInfo binding(String classFile) throws ReflectiveOperationException {
        Field field =
                Class.forName(classFile.replace(".class", "").replace('/', '.'))
                        .getDeclaredField("SDK_OPERATION_BINDING");
        field.setAccessible(true);
        return (OperationInfo) field.get(null);
    }

    private static String operation(String classFile) {
        return classFile.substring(
                TRANSFORM.length(), classFile.length() - (MARSHALLER + ".class").length());
    }
}
