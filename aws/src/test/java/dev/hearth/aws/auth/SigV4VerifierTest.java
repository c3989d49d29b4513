package dev.hearth.aws.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against signatures made by the SDK's own signer, and one from AWS's documentation. */
final class SigV4VerifierTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final String TARGET = "/2015-03-31/functions/f/invocations";
    private static final byte[] BODY = "{\"a\":1}".getBytes(UTF_8);
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final Map<String, Secret> KEYS =
            Map.of(
                    "AKIDEXAMPLE",
                    Secret.lasting(SECRET),
                    "ASIATEMPORARY",
                    new Secret(
                            SECRET,
                            Optional.of("to/ken+=="),
                            Optional.of(NOW.plus(Duration.ofHours(1)))));

    private final SigV4Verifier verifier =
            new SigV4Verifier("lambda", id -> Optional.ofNullable(KEYS.get(id)));
    private final SdkSigner signer = new SdkSigner("AKIDEXAMPLE", SECRET, NOW);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/2015-03-31/functions",
                "/2015-03-31/functions/",
                "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3Af%3A%24LATEST/invocations",
                "/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST",
                "/a%2Fb%252F/%C3%A9%F0%9F%98%80/~_-.",
                "/a/./b/../c",
                "/x?Marker=a%2Bb%20c%2F&List=ALL&a=2&a=1&A=0&empty=",
                "/x?tagKeys=%C3%A9&tagKeys=b&tag=%26%3D",
            })
    void theSdksSignaturesAreBelieved(String target) {
        assertEquals(
                new AccessKey("AKIDEXAMPLE", "us-east-1"),
                verifier.verify(signer.sign("POST", target, BODY), NOW));
        assertEquals("AKIDEXAMPLE", verifier.verify(signer.presign("GET", target), NOW).id());
    }

    @Test
    void theExampleOfAwssDocumentationIsBelieved() {
        SignedRequest request =
                new SignedRequest(
                        "GET",
                        "/",
                        "Action=ListUsers&Version=2010-05-08",
                        Map.of(
                                "host",
                                List.of("iam.amazonaws.com"),
                                "content-type",
                                List.of("application/x-www-form-urlencoded; charset=utf-8"),
                                "x-amz-date",
                                List.of("20150830T123600Z"),
                                "authorization",
                                List.of(
                                        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request,"
                                                + " SignedHeaders=content-type;host;x-amz-date,"
                                                + " Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7")),
                        new byte[0]);
        new SigV4Verifier("iam", _ -> Optional.of(Secret.lasting(SECRET)))
                .verify(request, Instant.parse("2015-08-30T12:36:00Z"));
    }

    @Test
    void everyPartThatIsSignedCounts() {
        SignedRequest good = signer.sign("POST", TARGET + "?Qualifier=1", BODY);
        Map<String, List<String>> otherHost = new HashMap<>(good.headers());
        otherHost.put("host", List.of("evil.example"));
        for (SignedRequest forged :
                List.of(
                        with(good, "PUT", good.rawPath(), good.rawQuery(), BODY),
                        with(good, "POST", good.rawPath() + "x", good.rawQuery(), BODY),
                        with(good, "POST", good.rawPath(), "Qualifier=2", BODY),
                        with(good, "POST", good.rawPath(), "", BODY),
                        with(good, "POST", good.rawPath(), good.rawQuery(), new byte[] {1}),
                        new SignedRequest(
                                "POST", good.rawPath(), good.rawQuery(), otherHost, BODY))) {
            assertRefused(ErrorCode.INVALID_SIGNATURE, forged, NOW);
        }
        SdkSigner wrongSecret = new SdkSigner("AKIDEXAMPLE", "other", NOW);
        assertRefused(ErrorCode.INVALID_SIGNATURE, wrongSecret.sign("POST", TARGET, BODY), NOW);
        assertRefused(ErrorCode.INVALID_SIGNATURE, wrongSecret.presign("GET", TARGET), NOW);
    }

    @Test
    void aHeadersSpacesAndRepetitionAreCanonical() {
        SignedRequest request = signer.sign("GET", TARGET, new byte[0]);
        assertEquals(List.of("  a   b  ", "c"), request.headers().get("x-amz-odd"));
        verifier.verify(request, NOW);
    }

    @Test
    void anUnsignedPayloadMayBeAny() {
        SignedRequest request = signer.signWithoutPayload("POST", TARGET, BODY);
        assertEquals(List.of("UNSIGNED-PAYLOAD"), request.headers().get("x-amz-content-sha256"));
        verifier.verify(
                with(request, "POST", request.rawPath(), request.rawQuery(), new byte[] {1}), NOW);
    }

    @Test
    void aStatedHashMustBeTheBodys() {
        SignedRequest request = signer.sign("POST", TARGET, BODY);
        Map<String, List<String>> headers = new HashMap<>(request.headers());
        headers.put("x-amz-content-sha256", List.of(Digests.sha256Hex(new byte[] {1})));
        ApiException refusal =
                assertRefused(
                        ErrorCode.INVALID_SIGNATURE,
                        new SignedRequest(
                                "POST", request.rawPath(), request.rawQuery(), headers, BODY),
                        NOW);
        assertTrue(refusal.words().contains("x-amz-content-sha256"));
    }

    @Test
    void aSignatureIsGoodForFiveMinutesEitherWay() {
        SignedRequest request = signer.sign("POST", TARGET, BODY);
        verifier.verify(request, NOW.plusSeconds(300));
        verifier.verify(request, NOW.minusSeconds(300));
        assertEquals(
                "Signature expired: 20260131T120000Z is now earlier than 20260131T120001Z (20260131T120501Z - 5 min.)",
                assertRefused(ErrorCode.INVALID_SIGNATURE, request, NOW.plusSeconds(301)).words());
        assertEquals(
                "Signature not yet current: 20260131T120000Z is still later than 20260131T115959Z (20260131T115459Z + 5 min.)",
                assertRefused(ErrorCode.INVALID_SIGNATURE, request, NOW.minusSeconds(301)).words());
    }

    @Test
    void aPresignedRequestIsGoodForItsLifetime() {
        SignedRequest request = signer.presign("GET", TARGET);
        verifier.verify(request, NOW.plus(SdkSigner.LIFETIME));
        assertTrue(
                assertRefused(
                                ErrorCode.INVALID_SIGNATURE,
                                request,
                                NOW.plus(SdkSigner.LIFETIME).plusSeconds(1))
                        .words()
                        .startsWith("Signature expired: "));
        String longer =
                request.rawQuery().replaceFirst("X-Amz-Expires=\\d+", "X-Amz-Expires=604800");
        assertRefused(
                ErrorCode.INVALID_SIGNATURE,
                with(request, "GET", request.rawPath(), longer, new byte[0]),
                NOW);
        String forEver =
                request.rawQuery().replaceFirst("X-Amz-Expires=\\d+", "X-Amz-Expires=604801");
        assertRefused(
                ErrorCode.INCOMPLETE_SIGNATURE,
                with(request, "GET", request.rawPath(), forEver, new byte[0]),
                NOW);
    }

    @Test
    void temporaryCredentialsNeedTheirTokenAndEnd() {
        SdkSigner temporary = new SdkSigner("ASIATEMPORARY", SECRET, "to/ken+==", NOW);
        verifier.verify(temporary.sign("POST", TARGET, BODY), NOW);
        verifier.verify(temporary.presign("GET", TARGET), NOW);

        for (SdkSigner wrong :
                List.of(
                        new SdkSigner("ASIATEMPORARY", SECRET, NOW),
                        new SdkSigner("ASIATEMPORARY", SECRET, "other", NOW),
                        new SdkSigner("AKIDEXAMPLE", SECRET, "to/ken+==", NOW))) {
            assertRefused(ErrorCode.UNRECOGNIZED_CLIENT, wrong.sign("POST", TARGET, BODY), NOW);
        }
        Instant later = NOW.plus(Duration.ofHours(1));
        assertRefused(
                ErrorCode.EXPIRED_TOKEN,
                new SdkSigner("ASIATEMPORARY", SECRET, "to/ken+==", later)
                        .sign("POST", TARGET, BODY),
                later);
    }

    @Test
    void anUnknownKeyIsRefused() {
        assertRefused(
                ErrorCode.UNRECOGNIZED_CLIENT,
                new SdkSigner("AKIDOTHER", SECRET, NOW).sign("POST", TARGET, BODY),
                NOW);
    }

    @Test
    void anotherServicesSignatureIsRefused() {
        SigV4Verifier sqs = new SigV4Verifier("sqs", id -> Optional.ofNullable(KEYS.get(id)));
        SignedRequest request = signer.sign("POST", TARGET, BODY);
        assertEquals(
                "Credential should be scoped to correct service: 'sqs'.",
                assertThrows(ApiException.class, () -> sqs.verify(request, NOW)).words());
    }

    @Test
    void noSignatureIsMissing() {
        assertRefused(
                ErrorCode.MISSING_AUTHENTICATION_TOKEN,
                new SignedRequest("GET", "/", "", Map.of(), new byte[0]),
                NOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer x",
                "AWS4-HMAC-SHA256",
                "AWS4-ECDSA-P256-SHA256 Credential=AKIDEXAMPLE/20260131/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=0",
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260131/us-east-1/lambda, SignedHeaders=host, Signature=0",
                "AWS4-HMAC-SHA256 SignedHeaders=host, Signature=0",
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260131/us-east-1/lambda/aws4_request, Signature=0",
            })
    void aTornSignatureIsIncomplete(String authorization) {
        assertRefused(
                ErrorCode.INCOMPLETE_SIGNATURE,
                headers(Map.of("authorization", authorization, "x-amz-date", "20260131T120000Z")),
                NOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260130/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=0",
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260131/us-east-1/lambda/aws4, SignedHeaders=host, Signature=0",
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260131/us-east-1/lambda/aws4_request, SignedHeaders=x-amz-date, Signature=0",
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260131/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=",
            })
    void aScopeOrSignatureThatDoesNotFitIsInvalid(String authorization) {
        assertRefused(
                ErrorCode.INVALID_SIGNATURE,
                headers(Map.of("authorization", authorization, "x-amz-date", "20260131T120000Z")),
                NOW);
    }

    @Test
    void aDateThatIsNoneIsIncomplete() {
        String authorization =
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260131/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=0";
        assertRefused(
                ErrorCode.INCOMPLETE_SIGNATURE,
                headers(Map.of("authorization", authorization)),
                NOW);
        assertRefused(
                ErrorCode.INCOMPLETE_SIGNATURE,
                headers(Map.of("authorization", authorization, "x-amz-date", "yesterday")),
                NOW);
    }

    @Test
    void aClaimIsReadWithoutProof() {
        assertEquals(
                Optional.of(new AccessKey("AKIDEXAMPLE", "us-east-1")),
                AccessKey.claimed(signer.sign("POST", TARGET, BODY).headers()));
        for (String nothing :
                List.of("", "Basic x", "AWS4-HMAC-SHA256", "AWS4-HMAC-SHA256 Credential=a/b")) {
            assertTrue(AccessKey.claimed(Map.of("authorization", List.of(nothing))).isEmpty());
        }
        assertTrue(AccessKey.claimed(Map.of()).isEmpty());
    }

    @Test
    void secretsAreNotPrinted() {
        assertFalse(KEYS.toString().contains(SECRET));
    }

    private ApiException assertRefused(ErrorCode code, SignedRequest request, Instant now) {
        ApiException refusal =
                assertThrows(ApiException.class, () -> verifier.verify(request, now));
        assertEquals(code, refusal.code(), refusal.words());
        return refusal;
    }

    private static SignedRequest headers(Map<String, String> headers) {
        Map<String, List<String>> lists = new HashMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return new SignedRequest("GET", "/", "", lists, new byte[0]);
    }

    private static SignedRequest with(
            SignedRequest request, String method, String path, String query, byte[] body) {
        return new SignedRequest(method, path, query, request.headers(), body);
    }
}
