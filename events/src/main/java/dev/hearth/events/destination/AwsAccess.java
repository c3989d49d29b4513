package dev.hearth.events.destination;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;

/**
 * How to reach services that speak AWS's protocols.
 *
 * @param region our own, for targets whose ARN has none
 * @param endpoints by the service's name in an ARN ({@code sqs}, {@code sns}, {@code events},
 *     {@code s3}); AWS itself where there is none
 * @param key none for whatever the AWS SDK finds by itself
 */
public record AwsAccess(String region, Map<String, URI> endpoints, Optional<Key> key) {
    /** An access key and its secret, which {@code toString} never shows. */
    public record Key(String id, String secret) {
        @Override
        public String toString() {
            return "Key[" + id + "]";
        }
    }

    /** A destination that takes longer is tried again. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    public AwsAccess {
        endpoints = Map.copyOf(endpoints);
    }

    /**
     * Sets a Region's client up; trying again is left to {@link Delivery}, which does not block
     * meanwhile.
     */
    <B extends AwsClientBuilder<B, C>, C> C client(B builder, String service, String in) {
        builder.region(Region.of(in))
                .overrideConfiguration(o ->
                        o.apiCallTimeout(PATIENCE)
                                .retryStrategy(DefaultRetryStrategy.doNotRetry()));
        Optional.ofNullable(endpoints.get(service)).ifPresent(builder::endpointOverride);
        key.map(known -> AwsBasicCredentials.create(known.id(), known.secret()))
                .map(StaticCredentialsProvider::create)
                .ifPresent(builder::credentialsProvider);
        return builder.build();
    }
}
