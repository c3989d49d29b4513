package dev.hearth.events.mapping.sqs;

import java.net.URI;
import java.util.Optional;

/**
 * Where queues are.
 *
 * @param endpoint empty for AWS itself
 * @param accessKeyId and the rest: empty for whatever the AWS SDK finds by itself
 */
public record SqsSettings(
        Optional<URI> endpoint,
        Optional<String> accessKeyId,
        Optional<String> secretAccessKey,
        Optional<String> sessionToken) {

    /** Credentials stay out of every log. */
    @Override
    public String toString() {
        return "SqsSettings[endpoint=" + endpoint + "]";
    }
}
