package dev.hearth.events.mapping.sqs;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Where queues are.
 *
 * @param endpoint empty for AWS itself
 * @param accessKeyId and the rest: empty for whatever the AWS SDK finds by itself
 * @param longestPoll how long one request waits for a first message, in whole seconds
 */
public record SqsSettings(
        Optional<URI> endpoint,
        Optional<String> accessKeyId,
        Optional<String> secretAccessKey,
        Optional<String> sessionToken,
        Duration longestPoll) {
    /** As long as SQS allows. */
    public static final Duration LONGEST_POLL = Duration.ofSeconds(20);

    /** Credentials stay out of every log. */
    @Override
    public String toString() {
        return "SqsSettings[endpoint=" + endpoint + "]";
    }
}
