package dev.hearth.endtoend;

import dev.hearth.app.Server;
import dev.hearth.app.ServerOptions;
import dev.hearth.app.ServerOptions.SandboxChoice;
import dev.hearth.app.ServerStatus.RuntimeOffer;
import dev.hearth.worker.runtime.RuntimeFallback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** The server that the tests of one run share, in this process, and clients for it. */
final class RunningHearth {
    private static final Server SERVER = start();
    private static final Map<Language, String> RUNTIMES = new ConcurrentHashMap<>();

    private RunningHearth() {}

    static Server server() {
        return SERVER;
    }

    static String endpoint() {
        return SERVER.endpoint().toString();
    }

    /** The newest runtime of a language on this machine. */
    static String runtime(Language language) {
        return RUNTIMES.computeIfAbsent(language, RunningHearth::newest);
    }

    private static String newest(Language language) {
        return SERVER.status().runtimes().stream()
                .map(RuntimeOffer::name)
                .filter(name -> name.startsWith(language.family()))
                .reduce((_, last) -> last)
                .orElseThrow(() ->
                        new AssertionError(
                                "this machine runs no %s function; ./hearth doctor says what to install"
                                        .formatted(language.family())));
    }

    static LambdaClient client() {
        return client(endpoint());
    }

    static LambdaClient client(String endpoint) {
        return client(endpoint, "test", "test");
    }

    static LambdaClient client(String endpoint, String accessKeyId, String secretAccessKey) {
        return LambdaClient.builder()
                .endpointOverride(URI.create(endpoint))
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(accessKeyId, secretAccessKey)))
                .httpClientBuilder(
                        Apache5HttpClient.builder()
                                .socketTimeout(Duration.ofMinutes(2))
                                .maxConnections(200))
                .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    private static Server start() {
        try {
            Path data = Files.createTempDirectory("hearth-endtoend");
            Server server =
                    Server.start(
                            new ServerOptions(
                                    "127.0.0.1",
                                    0,
                                    data.resolve("data"),
                                    ServerOptions.DEFAULT_ACCOUNT,
                                    ServerOptions.DEFAULT_REGION,
                                    SandboxChoice.AUTO,
                                    Optional.empty(),
                                    Set.of(),
                                    RuntimeFallback.NONE,
                                    true,
                                    ServerOptions.Elsewhere.NOTHING));
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-hearth"));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
