package dev.hearth.events.destination;

import dev.hearth.api.events.AsyncPolicies;
import dev.hearth.api.events.EventIntake;
import dev.hearth.foundation.time.Entropy;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Every kind of recipient; a client is made when the first record is for its service and Region.
 */
final class Recipients implements AutoCloseable {
    private final RegionalClients<SqsClient> sqs;
    private final Map<Arn, String> queueUrls = new ConcurrentHashMap<>();
    private final RegionalClients<SnsClient> sns;
    private final RegionalClients<EventBridgeClient> events;
    private final RegionalClients<S3Client> s3;
    private final FunctionRecipient functions;
    private final Entropy entropy;
    private final String ownRegion;

    Recipients(AwsAccess access, EventIntake intake, AsyncPolicies functions, Entropy entropy) {
        this.sqs = new RegionalClients<>(r -> access.client(SqsClient.builder(), "sqs", r));
        this.sns = new RegionalClients<>(r -> access.client(SnsClient.builder(), "sns", r));
        this.events =
                new RegionalClients<>(r -> access.client(EventBridgeClient.builder(), "events", r));
        this.s3 = new RegionalClients<>(r -> s3(access, r));
        this.functions = new FunctionRecipient(intake, functions, entropy);
        this.entropy = entropy;
        this.ownRegion = access.region();
    }

    /** A bucket's ARN does not say where it is: AWS does, when it is somewhere else. */
    private static S3Client s3(AwsAccess access, String region) {
        boolean aws = !access.endpoints().containsKey("s3");
        return access.client(
                S3Client.builder()
                        .crossRegionAccessEnabled(aws)
                        // Endpoints of one's own seldom have a host name for every bucket.
                        .forcePathStyle(true),
                "s3",
                region);
    }

    /** Empty for a service that takes no records. */
    Optional<Recipient> of(Arn target) {
        return switch (target.service()) {
            case "lambda" -> Optional.of(functions);
            case "sqs" -> Optional.of(queue(target));
            case "sns" -> Optional.of(topic(target));
            case "events" -> Optional.of(new EventBridgeRecipient(events.in(region(target))));
            case "s3" -> Optional.of(new S3Recipient(s3.in(region(target)), entropy));
            default -> Optional.empty();
        };
    }

    /**
     * @throws IllegalArgumentException when the target is neither a queue nor a topic
     */
    void bury(Arn target, String targetArn, DeadLetter letter) {
        switch (target.service()) {
            case "sqs" -> queue(target).bury(target, letter);
            case "sns" -> topic(target).bury(targetArn, letter);
            default -> throw new IllegalArgumentException("no dead-letter queue: " + targetArn);
        }
    }

    private SqsRecipient queue(Arn target) {
        return new SqsRecipient(sqs.in(region(target)), queueUrls);
    }

    private SnsRecipient topic(Arn target) {
        return new SnsRecipient(sns.in(region(target)));
    }

    private String region(Arn target) {
        return target.region().isEmpty() ? ownRegion : target.region();
    }

    @Override
    public void close() {
        sqs.close();
        sns.close();
        events.close();
        s3.close();
    }
}
