package dev.hearth.events.mapping.sqs;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/** A client for each Region, made when first asked for. For many threads. */
final class SqsClients implements AutoCloseable {
    /** One for each poller that receives, and some for what deletes: all mappings together. */
    private static final int MAX_CONNECTIONS = 10_000;

    /** Longer than the longest poll. */
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(35);

    private final SqsSettings settings;
    private final Map<String, SqsClient> clients = new ConcurrentHashMap<>();

    SqsClients(SqsSettings settings) {
        this.settings = settings;
    }

    Duration longestPoll() {
        return settings.longestPoll();
    }

    SqsClient in(String region) {
        return clients.computeIfAbsent(region, this::make);
    }

    private SqsClient make(String region) {
        SqsClientBuilder builder =
                SqsClient.builder()
                        .region(Region.of(region))
                        .credentialsProvider(credentials())
                        .httpClientBuilder(
                                Apache5HttpClient.builder()
                                        .maxConnections(MAX_CONNECTIONS)
                                        .socketTimeout(SOCKET_TIMEOUT));
        settings.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private AwsCredentialsProvider credentials() {
        Optional<String> id = settings.accessKeyId();
        Optional<String> secret = settings.secretAccessKey();
        if (id.isEmpty() || secret.isEmpty()) {
            return DefaultCredentialsProvider.builder().build();
        }
        return StaticCredentialsProvider.create(
                settings.sessionToken().isPresent()
                        ? AwsSessionCredentials.create(
                                id.get(), secret.get(), settings.sessionToken().get())
                        : AwsBasicCredentials.create(id.get(), secret.get()));
    }

    @Override
    public void close() {
        clients.values().forEach(SqsClient::close);
    }
}
