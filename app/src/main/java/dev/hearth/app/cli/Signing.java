package dev.hearth.app.cli;

import dev.hearth.app.ServerOptions.Credentials;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Signs a request as AWS's own clients do (Signature Version 4), for a server that asks for it. */
final class Signing {
    private Signing() {}

    /** The headers to send: those given, and those of the signature. */
    static Map<String, String> headers(
            Credentials credentials,
            String region,
            URI uri,
            String method,
            Map<String, String> headers,
            byte[] body) {
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder().uri(uri).method(SdkHttpMethod.fromValue(method));
        headers.forEach(request::putHeader);
        AwsCredentialsIdentity identity =
                AwsCredentialsIdentity.create(
                        credentials.accessKeyId(), credentials.secretAccessKey());
        SdkHttpRequest signed =
                AwsV4HttpSigner.create()
                        .sign(r ->
                                r.identity(identity)
                                        .request(request.build())
                                        .payload(() -> new ByteArrayInputStream(body))
                                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "lambda")
                                        .putProperty(AwsV4HttpSigner.REGION_NAME, region))
                        .request();
        Map<String, String> all = new LinkedHashMap<>();
        signed.headers().forEach((name, values) -> all.put(name, String.join(",", values)));
        // The connection writes it itself, from the same address.
        all.remove("Host");
        return all;
    }
}
