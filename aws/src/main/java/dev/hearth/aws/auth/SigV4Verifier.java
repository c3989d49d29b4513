package dev.hearth.aws.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Verifies AWS Signature Version 4, in headers or presigned in the query, with AWS's words for what
 * is wrong. Safe for use by many threads.
 */
public final class SigV4Verifier {
    private static final Duration MAX_SKEW = Duration.ofMinutes(5);
    private static final String TERMINATOR = "aws4_request";
    private static final String PAYLOAD_HASH = "x-amz-content-sha256";
    private static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";

    private final String service;
    private final Credentials credentials;

    /**
     * @param service the signing name requests must be for, such as {@code lambda}
     */
    public SigV4Verifier(String service, Credentials credentials) {
        this.service = service;
        this.credentials = credentials;
    }

    /**
     * Proves that the holder of an access key made this request.
     *
     * @return the key, and the Region that the request was signed for
     * @throws dev.hearth.api.error.ApiException {@code MissingAuthenticationTokenException}, {@code
     *     IncompleteSignatureException}, {@code UnrecognizedClientException}, {@code
     *     ExpiredTokenException} or {@code InvalidSignatureException}
     */
    public AccessKey verify(SignedRequest request, Instant now) {
        SignatureClaim claim = SignatureClaim.of(request);
        checkScope(claim);
        Secret secret =
                credentials.find(claim.scope().key().id()).orElseThrow(Refusals::unknownKey);
        checkToken(claim, secret, now);
        checkTime(claim, now);
        checkSignature(claim, secret, request);
        return claim.scope().key();
    }

    private void checkScope(SignatureClaim claim) {
        CredentialScope scope = claim.scope();
        if (!scope.service().equals(service)) {
            throw Refusals.invalid(
                    "Credential should be scoped to correct service: '" + service + "'.");
        }
        if (!scope.terminator().equals(TERMINATOR)) {
            throw Refusals.invalid(
                    "Credential should be scoped with a valid terminator: '" + TERMINATOR + "'.");
        }
        if (!claim.timeText().startsWith(scope.date() + "T")) {
            throw Refusals.invalid(
                    "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP");
        }
        if (!claim.signed().contains("host")) {
            throw Refusals.invalid(
                    "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }
    }

    private static void checkToken(SignatureClaim claim, Secret secret, Instant now) {
        String expected = secret.sessionToken().orElse("");
        if (!Digests.same(expected, claim.sessionToken().orElse(""))) {
            throw Refusals.unknownKey();
        }
        if (secret.expires().isPresent() && !now.isBefore(secret.expires().get())) {
            throw Refusals.expiredKey();
        }
    }

    private static void checkTime(SignatureClaim claim, Instant now) {
        Instant latest = now.plus(MAX_SKEW);
        if (claim.time().isAfter(latest)) {
            throw Refusals.invalid(
                    "Signature not yet current: %s is still later than %s (%s + %d min.)"
                            .formatted(
                                    claim.timeText(),
                                    text(latest),
                                    text(now),
                                    MAX_SKEW.toMinutes()));
        }
        if (claim.isPresigned()) {
            Instant end = claim.time().plus(claim.lifetime().orElseThrow());
            if (now.isAfter(end)) {
                throw Refusals.invalid(
                        "Signature expired: %s is now earlier than %s"
                                .formatted(text(end), text(now)));
            }
            return;
        }
        Instant earliest = now.minus(MAX_SKEW);
        if (claim.time().isBefore(earliest)) {
            throw Refusals.invalid(
                    "Signature expired: %s is now earlier than %s (%s - %d min.)"
                            .formatted(
                                    claim.timeText(),
                                    text(earliest),
                                    text(now),
                                    MAX_SKEW.toMinutes()));
        }
    }

    private static void checkSignature(SignatureClaim claim, Secret secret, SignedRequest request) {
        String canonical = CanonicalRequest.of(request, claim.signed(), payloadHash(request));
        String toSign =
                String.join(
                        "\n",
                        SignatureClaim.ALGORITHM,
                        claim.timeText(),
                        claim.scope().text(),
                        Digests.sha256Hex(canonical.getBytes(UTF_8)));
        String expected =
                HexFormat.of().formatHex(Digests.hmac(signingKey(secret, claim.scope()), toSign));
        if (!Digests.same(expected, claim.signature())) {
            throw Refusals.mismatch();
        }
    }

    private static String payloadHash(SignedRequest request) {
        Optional<String> stated = request.header(PAYLOAD_HASH);
        if (stated.isPresent() && stated.get().equals(UNSIGNED_PAYLOAD)) {
            return UNSIGNED_PAYLOAD;
        }
        String actual = Digests.sha256Hex(request.body());
        if (stated.isPresent() && !Digests.same(stated.get(), actual)) {
            throw Refusals.invalid(
                    "The provided 'x-amz-content-sha256' header does not match what was computed.");
        }
        return actual;
    }

    private static byte[] signingKey(Secret secret, CredentialScope scope) {
        byte[] date =
                Digests.hmac(("AWS4" + secret.secretAccessKey()).getBytes(UTF_8), scope.date());
        byte[] region = Digests.hmac(date, scope.key().region());
        byte[] service = Digests.hmac(region, scope.service());
        return Digests.hmac(service, scope.terminator());
    }

    private static String text(Instant time) {
        return SignatureClaim.TIME.format(time);
    }
}
