package dev.hearth.aws.auth;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Signs as every client built on the SDK does. */
final class SdkSigner {
    static final Duration LIFETIME = Duration.ofHours(1);

    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final AwsCredentialsIdentity identity;
    private final Instant now;

    SdkSigner(String accessKeyId, String secret, Instant now) {
        this.identity = AwsCredentialsIdentity.create(accessKeyId, secret);
        this.now = now;
    }

    SdkSigner(String accessKeyId, String secret, String sessionToken, Instant now) {
        this.identity = AwsSessionCredentialsIdentity.create(accessKeyId, secret, sessionToken);
        this.now = now;
    }

    SignedRequest sign(String method, String target, byte[] body) {
        return sign(method, target, body, AuthLocation.HEADER, true);
    }

    SignedRequest signWithoutPayload(String method, String target, byte[] body) {
        return sign(method, target, body, AuthLocation.HEADER, false);
    }

    SignedRequest presign(String method, String target) {
        return sign(method, target, new byte[0], AuthLocation.QUERY_STRING, true);
    }

    private SignedRequest sign(
            String method, String target, byte[] body, AuthLocation where, boolean payload) {
        SdkHttpRequest request =
                SdkHttpRequest.builder()
                        .method(SdkHttpMethod.fromValue(method))
                        .uri(URI.create("https://127.0.0.1:4566" + target))
                        .appendHeader("X-Amz-Odd", "  a   b  ")
                        .appendHeader("X-Amz-Odd", "c")
                        .build();
        SdkHttpRequest signed =
                signer.sign(
                                r -> {
                                    r.identity(identity)
                                            .request(request)
                                            .payload(ContentStreamProvider.fromByteArray(body))
                                            .putProperty(
                                                    HttpSigner.SIGNING_CLOCK,
                                                    Clock.fixed(now, ZoneOffset.UTC))
                                            .putProperty(
                                                    AwsV4HttpSigner.SERVICE_SIGNING_NAME, "lambda")
                                            .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                                            .putProperty(AwsV4HttpSigner.AUTH_LOCATION, where)
                                            .putProperty(
                                                    AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED,
                                                    payload);
                                    if (where == AuthLocation.QUERY_STRING) {
                                        r.putProperty(
                                                AwsV4HttpSigner.EXPIRATION_DURATION, LIFETIME);
                                    }
                                })
                        .request();
        return received(signed, body);
    }

    /** As a server sees it. */
    private static SignedRequest received(SdkHttpRequest signed, byte[] body) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        signed.headers()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        @Nullable String query = signed.getUri().getRawQuery();
        return new SignedRequest(
                signed.method().name(),
                signed.encodedPath(),
                Objects.requireNonNullElse(query, ""),
                headers,
                body);
    }
}
