package dev.hearth.aws.auth;

import java.time.Instant;
import java.util.Optional;

/**
 * What belongs to an access key. Never printed.
 *
 * @param sessionToken which every request must carry, for temporary credentials
 * @param expires when they end
 */
public record Secret(
        String secretAccessKey, Optional<String> sessionToken, Optional<Instant> expires) {
    public static Secret lasting(String secretAccessKey) {
        return new Secret(secretAccessKey, Optional.empty(), Optional.empty());
    }

    @Override
    public String toString() {
        return "Secret[...]";
    }
}
