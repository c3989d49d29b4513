package dev.hearth.events.destination;

import dev.hearth.api.events.AsyncPolicies;
import dev.hearth.api.events.EventIntake;
import dev.hearth.foundation.time.Entropy;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Every kind of recipient; a client is made when the first record is for its service. */
final class Recipients implements AutoCloseable {
    private final Made<SqsClient> sqs;
    private final Map<Arn, String> queueUrls = new ConcurrentHashMap<>();
    private final Made<SnsClient> sns;
    private final Made<EventBridgeClient> events;
    private final Made<S3Client> s3;
    private final FunctionRecipient functions;
    private final Entropy entropy;

    Recipients(AwsAccess access, EventIntake intake, AsyncPolicies functions, Entropy entropy) {
        this.sqs = new Made<>(() -> access.client(SqsClient.builder(), "sqs"));
        this.sns = new Made<>(() -> access.client(SnsClient.builder(), "sns"));
        this.events = new Made<>(() -> access.client(EventBridgeClient.builder(), "events"));
        // Endpoints of one's own seldom have a host name for every bucket.
        this.s3 = new Made<>(() -> access.client(S3Client.builder().forcePathStyle(true), "s3"));
        this.functions = new FunctionRecipient(intake, functions, entropy);
        this.entropy = entropy;
    }

    /** Empty for a service that takes no records. */
    Optional<Recipient> of(Arn target) {
        return switch (target.service()) {
            case "lambda" -> Optional.of(functions);
            case "sqs" -> Optional.of(new SqsRecipient(sqs.get(), queueUrls));
            case "sns" -> Optional.of(new SnsRecipient(sns.get()));
            case "events" -> Optional.of(new EventBridgeRecipient(events.get()));
            case "s3" -> Optional.of(new S3Recipient(s3.get(), entropy));
            default -> Optional.empty();
        };
    }

    /**
     * @throws IllegalArgumentException when the target is neither a queue nor a topic
     */
    void bury(Arn target, String targetArn, DeadLetter letter) {
        switch (target.service()) {
            case "sqs" -> new SqsRecipient(sqs.get(), queueUrls).bury(target, letter);
            case "sns" -> new SnsRecipient(sns.get()).bury(targetArn, letter);
            default -> throw new IllegalArgumentException("no dead-letter queue: " + targetArn);
        }
    }

    @Override
    public void close() {
        sqs.close();
        sns.close();
        events.close();
        s3.close();
    }

    /** Something to be made once, when it is first wanted, and closed if it was. */
    private static final class Made<T extends AutoCloseable> {
        private final Supplier<T> maker;
        private @Nullable T value;

        Made(Supplier<T> maker) {
            this.maker = maker;
        }

        synchronized T get() {
            if (value == null) {
                value = maker.get();
            }
            return value;
        }

        synchronized void close() {
            if (value == null) {
                return;
            }
            try {
                value.close();
            } catch (Exception e) {
                throw new IllegalStateException("a client does not close", e);
            }
        }
    }
}
