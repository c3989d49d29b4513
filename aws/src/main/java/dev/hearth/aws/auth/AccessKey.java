package dev.hearth.aws.auth;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whose key signed a request, and for where.
 *
 * @param id such as {@code AKIAIOSFODNN7EXAMPLE}
 * @param region such as {@code us-east-1}
 */
public record AccessKey(String id, String region) {
    /**
     * What a request claims in its {@code Authorization} header, without any proof; empty when it
     * claims nothing that can be read.
     *
     * @param headers lower-case names
     */
    public static Optional<AccessKey> claimed(Map<String, List<String>> headers) {
        return headers.getOrDefault("authorization", List.of()).stream()
                .findFirst()
                .filter(text -> text.startsWith(SignatureClaim.ALGORITHM))
                .map(text -> SignatureClaim.parameters(text).get("Credential"))
                .flatMap(CredentialScope::parse)
                .map(CredentialScope::key);
    }
}
