package dev.hearth.worker.runtimeapi;

import dev.hearth.foundation.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The HTTP answers of the Runtime API, word for word as AWS gives them. */
final class Answers {
    static final HttpResponse ACCEPTED = json(202, "{\"status\":\"OK\"}\n");
    static final HttpResponse PONG =
            HttpResponse.of(
                    200, "text/plain; charset=utf-8", "pong".getBytes(StandardCharsets.UTF_8));
    static final HttpResponse NOT_FOUND =
            HttpResponse.of(
                    404,
                    "text/plain; charset=utf-8",
                    "404 page not found\n".getBytes(StandardCharsets.UTF_8));
    static final HttpResponse METHOD_NOT_ALLOWED = HttpResponse.of(405);
    static final HttpResponse INVALID_REQUEST_ID =
            error(400, "Invalid request ID", "InvalidRequestID");
    static final HttpResponse INVALID_RESPONSE_MODE =
            error(400, "Invalid function response mode", "InvalidFunctionResponseMode");
    static final String TRUNCATED_MESSAGE = "HTTP request detected as truncated";
    static final HttpResponse TRUNCATED = error(400, TRUNCATED_MESSAGE, "TruncatedHTTPRequest");
    static final HttpResponse TOO_LARGE =
            error(
                    413,
                    "Exceeded maximum allowed payload size (" + RuntimeApi.MAX_PAYLOAD + " bytes).",
                    "RequestEntityTooLarge");

    private Answers() {}

    static HttpResponse forbidden(RuntimeState from, String to) {
        return error(
                403,
                "State transition from "
                        + from.name()
                        + " to "
                        + to
                        + " failed for runtime. Error: State transition is not allowed",
                "InvalidStateTransition");
    }

    static HttpResponse event(RuntimeEvent event) {
        List<Map.Entry<String, String>> headers = new ArrayList<>(8);
        headers.add(Map.entry("Content-Type", event.contentType()));
        headers.add(Map.entry("Lambda-Runtime-Aws-Request-Id", event.requestId()));
        headers.add(Map.entry("Lambda-Runtime-Deadline-Ms", Long.toString(event.deadlineMs())));
        headers.add(Map.entry("Lambda-Runtime-Invoked-Function-Arn", event.invokedArn()));
        headers.add(Map.entry("Lambda-Runtime-Invocation-Id", event.invocationId()));
        if (!event.traceId().isEmpty()) {
            headers.add(Map.entry("Lambda-Runtime-Trace-Id", event.traceId()));
        }
        event.clientContext()
                .ifPresent(json -> headers.add(Map.entry("Lambda-Runtime-Client-Context", json)));
        event.cognitoIdentity()
                .ifPresent(json -> headers.add(Map.entry("Lambda-Runtime-Cognito-Identity", json)));
        return new HttpResponse(200, headers, new HttpResponse.Body.Bytes(event.payload()));
    }

    /** Both texts are ours and hold nothing that JSON would escape. */
    private static HttpResponse error(int status, String message, String type) {
        return json(
                status, "{\"errorMessage\":\"" + message + "\",\"errorType\":\"" + type + "\"}\n");
    }

    private static HttpResponse json(int status, String body) {
        return HttpResponse.of(status, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }
}
