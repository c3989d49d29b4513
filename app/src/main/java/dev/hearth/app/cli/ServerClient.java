package dev.hearth.app.cli;

import dev.hearth.app.Refusal;
import dev.hearth.app.ServerOptions;
import dev.hearth.app.ServerOptions.Credentials;
import dev.hearth.app.cli.Http.Reply;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A server as the command line uses it: the Lambda API, and Hearth's own few paths. */
final class ServerClient {
    static final JsonMapper JSON = new JsonMapper();

    private final URI endpoint;
    private final Optional<Credentials> credentials;
    private final String region;

    /**
     * @param credentials what to sign requests with, for a server that verifies them
     * @param region the one that signatures are for
     */
    ServerClient(URI endpoint, Optional<Credentials> credentials, String region) {
        this.endpoint = endpoint;
        this.credentials = credentials;
        this.region = region;
    }

    /** A client of a server that takes any credentials. */
    ServerClient(URI endpoint) {
        this(endpoint, Optional.empty(), ServerOptions.DEFAULT_REGION);
    }

    URI endpoint() {
        return endpoint;
    }

    /** Whether a Hearth answers here, be it one that can no longer write (503). */
    boolean answers() {
        try {
            int status = send("GET", "/_hearth/health", Map.of(), new byte[0]).status();
            return status == 200 || status == 503;
        } catch (Refusal nobody) {
            return false;
        }
    }

    JsonNode status() {
        return json("GET", "/_hearth/status", Optional.empty());
    }

    /** What there is of events. */
    JsonNode queue() {
        return json("GET", "/_hearth/queue", Optional.empty());
    }

    /** Lines that a function has logged since a cursor, empty for all that is kept. */
    JsonNode logs(String name, String cursor) {
        return json(
                "GET",
                "/_hearth/logs/" + encoded(name) + "?cursor=" + encoded(cursor),
                Optional.empty());
    }

    Optional<JsonNode> configuration(String name) {
        try {
            return Optional.of(json("GET", function(name) + "/configuration", Optional.empty()));
        } catch (LambdaError e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    List<JsonNode> functions() {
        List<JsonNode> all = new ArrayList<>();
        String marker = "";
        do {
            JsonNode page =
                    json(
                            "GET",
                            "/2015-03-31/functions/?MaxItems=50"
                                    + (marker.isEmpty() ? "" : "&Marker=" + encoded(marker)),
                            Optional.empty());
            page.path("Functions").forEach(all::add);
            marker = page.path("NextMarker").asString("");
        } while (!marker.isEmpty());
        return all;
    }

    JsonNode create(ObjectNode function) {
        return json("POST", "/2015-03-31/functions", Optional.of(function));
    }

    JsonNode updateCode(String name, byte[] zip) {
        ObjectNode body = JSON.createObjectNode();
        body.put("ZipFile", Base64.getEncoder().encodeToString(zip));
        return json("PUT", function(name) + "/code", Optional.of(body));
    }

    JsonNode updateConfiguration(String name, ObjectNode changes) {
        return json("PUT", function(name) + "/configuration", Optional.of(changes));
    }

    /** Invokes and waits for the answer, with the end of its log. */
    Invoked invoke(String name, byte[] event) {
        Reply reply =
                send(
                        "POST",
                        function(name) + "/invocations",
                        Map.of("X-Amz-Log-Type", "Tail", "Content-Type", "application/json"),
                        event);
        if (reply.status() != 200) {
            throw error(reply);
        }
        return new Invoked(
                new String(reply.body(), StandardCharsets.UTF_8),
                reply.header("X-Amz-Function-Error"),
                reply.header("X-Amz-Log-Result")
                        .map(log ->
                                new String(Base64.getDecoder().decode(log), StandardCharsets.UTF_8))
                        .orElse(""),
                reply.header("x-amzn-RequestId").orElse(""));
    }

    /**
     * Has a function invoked without waiting for its answer.
     *
     * @return the id of its request
     */
    String invokeAsync(String name, byte[] event) {
        Reply reply =
                send(
                        "POST",
                        function(name) + "/invocations",
                        Map.of(
                                "X-Amz-Invocation-Type",
                                "Event",
                                "Content-Type",
                                "application/json"),
                        event);
        if (reply.status() != 202) {
            throw error(reply);
        }
        return reply.header("x-amzn-RequestId").orElse("");
    }

    private JsonNode json(String method, String path, Optional<JsonNode> body) {
        byte[] bytes = body.map(JSON::writeValueAsBytes).orElse(new byte[0]);
        Reply reply = send(method, path, Map.of("Content-Type", "application/json"), bytes);
        if (reply.status() >= 300) {
            throw error(reply);
        }
        return parsed(reply.body());
    }

    private Reply send(String method, String path, Map<String, String> headers, byte[] body) {
        try {
            URI uri = endpoint.resolve(path);
            Map<String, String> all =
                    credentials
                            .map(c -> Signing.headers(c, region, uri, method, headers, body))
                            .orElse(headers);
            return Http.send(uri, method, all, body);
        } catch (ConnectException e) {
            throw new Refusal(
                    "No server answers at " + endpoint + ".",
                    "Start one with: ./hearth up\nOr name another with --endpoint or HEARTH_ENDPOINT.",
                    e);
        } catch (IOException e) {
            throw new Refusal(
                    "The server at " + endpoint + " broke the connection: " + e.getMessage(),
                    "See what it printed, and whether it still runs: ./hearth status",
                    e);
        }
    }

    private LambdaError error(Reply reply) {
        String type =
                reply.header("x-amzn-ErrorType")
                        .map(t -> t.replaceFirst(":.*", ""))
                        .orElse("HTTP " + reply.status());
        JsonNode body = parsed(reply.body());
        String message = body.path("message").asString(body.path("Message").asString(""));
        return new LambdaError(reply.status(), type, message);
    }

    private JsonNode parsed(byte[] body) {
        if (body.length == 0) {
            return JSON.createObjectNode();
        }
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw new Refusal(
                    "What answers at " + endpoint + " is no Hearth.",
                    "Name the right address with --endpoint or HEARTH_ENDPOINT.",
                    e);
        }
    }

    private static String function(String name) {
        return "/2015-03-31/functions/" + encoded(name);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /**
     * What an invoke gave.
     *
     * @param answer the function's answer, or its error object
     * @param error value of {@code X-Amz-Function-Error} when the function failed
     * @param log the last 4 KB of this invocation's log
     */
    record Invoked(String answer, Optional<String> error, String log, String requestId) {}
}
