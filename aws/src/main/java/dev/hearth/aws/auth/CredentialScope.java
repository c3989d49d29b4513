package dev.hearth.aws.auth;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Credential} of a signature: {@code AKID/20260131/us-east-1/lambda/aws4_request}.
 *
 * @param date such as {@code 20260131}
 */
record CredentialScope(AccessKey key, String date, String service, String terminator) {
    private static final int PARTS = 5;

    static Optional<CredentialScope> parse(@Nullable String text) {
        String[] parts = text == null ? new String[0] : text.split("/", -1);
        return parts.length == PARTS
                ? Optional.of(
                        new CredentialScope(
                                new AccessKey(parts[0], parts[2]), parts[1], parts[3], parts[4]))
                : Optional.empty();
    }

    /** What is signed of it. */
    String text() {
        return String.join("/", date, key.region(), service, terminator);
    }
}
