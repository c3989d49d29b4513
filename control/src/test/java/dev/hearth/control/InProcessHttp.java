package dev.hearth.control;

import dev.hearth.api.control.Management;
import dev.hearth.api.control.ManagementAnswer;
import dev.hearth.api.control.ManagementCall;
import dev.hearth.api.error.ApiException;
import dev.hearth.aws.WireAnswer;
import dev.hearth.aws.error.ErrorAnswer;
import dev.hearth.aws.route.Match;
import dev.hearth.aws.route.RouteTable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/** The SDK's HTTP, without a network: requests are routed and answered in this process. */
final class InProcessHttp implements SdkHttpClient {
    static final String BASE_URL = "http://127.0.0.1:4566";

    private static final RouteTable ROUTES = RouteTable.lambda();

    private final Management management;

    InProcessHttp(Management management) {
        this.management = management;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return answer(request);
            }

            @Override
            public void abort() {}
        };
    }

    @Override
    public void close() {}

    private HttpExecuteResponse answer(HttpExecuteRequest request) throws IOException {
        SdkHttpRequest http = request.httpRequest();
        Match match =
                ROUTES.match(
                                http.method().name(),
                                http.encodedPath(),
                                http.encodedQueryParameters().orElse(""))
                        .orElseThrow();
        byte[] body = {};
        if (request.contentStreamProvider().isPresent()) {
            body = request.contentStreamProvider().get().newStream().readAllBytes();
        }
        Map<String, String> headers = new HashMap<>();
        http.forEachHeader(
                (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return sdk(
                run(
                        new ManagementCall(
                                match.route().operation(),
                                match.path(),
                                match.query(),
                                headers,
                                body,
                                BASE_URL)));
    }

    private ManagementAnswer run(ManagementCall call) {
        try {
            return management.call(call);
        } catch (ApiException e) {
            WireAnswer error = ErrorAnswer.of(e, "request");
            return new ManagementAnswer(error.status(), error.headers(), error.body());
        }
    }

    private static HttpExecuteResponse sdk(ManagementAnswer answer) {
        SdkHttpFullResponse.Builder response =
                SdkHttpFullResponse.builder().statusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        AbortableInputStream body =
                AbortableInputStream.create(
                        new ByteArrayInputStream(Objects.requireNonNull(answer.body())));
        response.content(body);
        return HttpExecuteResponse.builder().response(response.build()).responseBody(body).build();
    }
}
