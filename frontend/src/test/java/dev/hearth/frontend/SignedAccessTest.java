package dev.hearth.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.worker.EnvironmentIdentity;
import dev.hearth.foundation.http.HttpHandler;
import dev.hearth.foundation.http.HttpServer;
import dev.hearth.foundation.http.NettyHttpServer;
import dev.hearth.foundation.testing.RawHttpClient;
import dev.hearth.foundation.time.Clock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/** Listeners that verify signatures, called by AWS's own client. */
class SignedAccessTest {
    private static final String KEY = "AKIDPUBLIC";
    private static final String SECRET = "a secret";

    private final Scene scene = Scene.signed(KEY, SECRET);
    private final HttpServer server = NettyHttpServer.start(1, Long.MAX_VALUE, Clock.system());

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aSignedInvokeIsServed() throws Exception {
        scene.backend.echoes();
        try (LambdaClient client = outside(AwsBasicCredentials.create(KEY, SECRET))) {
            var answer =
                    client.invoke(i ->
                            i.functionName("hello").payload(SdkBytes.fromUtf8String("{\"a\":1}")));

            assertEquals("\"echo\"", answer.payload().asUtf8String());
        }
    }

    @Test
    void aWrongSecretOrAnUnknownKeyIsRefused() throws Exception {
        try (LambdaClient wrong = outside(AwsBasicCredentials.create(KEY, "another"));
                LambdaClient unknown = outside(AwsBasicCredentials.create("AKIDOTHER", SECRET))) {
            assertError("InvalidSignatureException", wrong::listFunctions);
            assertError("UnrecognizedClientException", unknown::listFunctions);
        }
        assertEquals(List.of(), scene.backend.calls);
    }

    @Test
    void anUnsignedRequestGetsNoFurtherThanHealth() throws Exception {
        InetSocketAddress address = listen(scene.frontend.handler());
        try (RawHttpClient client = new RawHttpClient(address)) {
            client.send("GET /_hearth/health HTTP/1.1\r\nHost: x\r\n\r\n");
            assertEquals("HTTP/1.1 200 OK {\"status\":\"ok\"}", client.answer());
            client.send("GET /_hearth/metrics HTTP/1.1\r\nHost: x\r\n\r\n");
            assertTrue(client.answer().contains("Missing Authentication Token"));
            client.send("GET /2015-03-31/functions HTTP/1.1\r\nHost: x\r\n\r\n");
            assertTrue(client.answer().contains("Missing Authentication Token"));
        }
    }

    @Test
    void aFunctionMayInvokeAndReadAboutItself() throws Exception {
        scene.backend.echoes();
        try (LambdaClient client = inside(Scene.INSIDE)) {
            assertEquals(
                    "\"echo\"",
                    client.invoke(i -> i.functionName("hello")).payload().asUtf8String());
            assertEquals(
                    "GetFunctionConfiguration",
                    client.getFunctionConfiguration(g -> g.functionName("hello")).functionName());
            assertEquals(
                    "GetFunctionConfiguration",
                    client.getFunctionConfiguration(
                                    g -> g.functionName(Scene.INSIDE.function().arn("$LATEST")))
                            .functionName());
        }
    }

    @Test
    void aFunctionMayNotChangeAnythingNorReadAboutOthers() throws Exception {
        try (LambdaClient client = inside(Scene.INSIDE)) {
            assertDenied(
                    "DeleteFunction", () -> client.deleteFunction(d -> d.functionName("hello")));
            assertDenied("GetFunction", () -> client.getFunction(g -> g.functionName("other")));
            assertDenied("ListFunctions", client::listFunctions);
            LambdaException update =
                    assertDenied(
                            "UpdateFunctionCode",
                            () ->
                                    client.updateFunctionCode(u ->
                                            u.functionName("other")
                                                    .zipFile(SdkBytes.fromUtf8String("x"))));
            assertTrue(
                    update.awsErrorDetails()
                            .errorMessage()
                            .contains("arn:aws:lambda:us-east-1:000000000000:function:other"));
        }
        assertEquals(List.of(), scene.backend.calls);
    }

    @Test
    void anotherEnvironmentsCredentialsAreNoGood() throws Exception {
        EnvironmentIdentity self = Scene.INSIDE;
        List<AwsCredentials> foreign =
                List.of(
                        AwsBasicCredentials.create(KEY, SECRET),
                        AwsBasicCredentials.create(self.accessKeyId(), self.secretAccessKey()),
                        AwsSessionCredentials.create(
                                self.accessKeyId(), self.secretAccessKey(), "another token"));
        for (AwsCredentials credentials : foreign) {
            try (LambdaClient client =
                    client(listen(scene.frontend.handlerFor(self)), credentials)) {
                assertError(
                        "UnrecognizedClientException",
                        () -> client.invoke(i -> i.functionName("hello")));
            }
        }
        assertEquals(List.of(), scene.backend.events);
    }

    private LambdaClient outside(AwsCredentials credentials) throws IOException {
        return client(listen(scene.frontend.handler()), credentials);
    }

    private LambdaClient inside(EnvironmentIdentity self) throws IOException {
        return client(
                listen(scene.frontend.handlerFor(self)),
                AwsSessionCredentials.create(
                        self.accessKeyId(), self.secretAccessKey(), self.sessionToken()));
    }

    private InetSocketAddress listen(HttpHandler handler) throws IOException {
        return server.listen(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        scene.frontend.publicLimits(),
                        handler)
                .address();
    }

    private static LambdaClient client(InetSocketAddress address, AwsCredentials credentials) {
        return LambdaClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + address.getPort()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }

    private static LambdaException assertDenied(String action, Runnable call) {
        LambdaException error = assertError("AccessDeniedException", call);
        assertTrue(
                error.awsErrorDetails()
                        .errorMessage()
                        .startsWith(
                                "User: arn:aws:sts::000000000000:assumed-role/hearth-function/hello"
                                        + " is not authorized to perform: lambda:"
                                        + action
                                        + " on resource: "),
                error.awsErrorDetails()::errorMessage);
        return error;
    }

    private static LambdaException assertError(String code, Runnable call) {
        LambdaException error = assertThrows(LambdaException.class, call::run);
        assertEquals(code, error.awsErrorDetails().errorCode());
        return error;
    }
}
