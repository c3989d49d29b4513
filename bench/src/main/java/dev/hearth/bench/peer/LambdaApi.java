package dev.hearth.bench.peer;

import dev.hearth.bench.function.EchoFunction;
import dev.hearth.bench.load.Target;
import dev.hearth.foundation.time.Clock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Lambda API of a server on this machine, as far as the benchmarks call it. */
public final class LambdaApi {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final String START = "START RequestId: ";
    private static final String FUNCTIONS = "/2015-03-31/functions";
    private static final String ROLE = "arn:aws:iam::000000000000:role/bench";

    /** Taken as it is on loopback; there to have the requests as long as real ones. */
    private static final String AUTHORIZATION =
            "AWS4-HMAC-SHA256 Credential=bench/20260101/us-east-1/lambda/aws4_request,"
                    + " SignedHeaders=host;x-amz-date, Signature="
                    + "0".repeat(64);

    private final int port;
    private final JsonMapper json = JsonMapper.shared();

    /** One for all calls: to make and close one takes longer than what is measured. */
    private final HttpClient client = HttpClient.newHttpClient();

    public LambdaApi(int port) {
        this.port = port;
    }

    public Target invoke(String function, String payload) {
        return Target.post(
                port,
                FUNCTIONS + "/" + function + "/invocations",
                "Authorization: " + AUTHORIZATION + "\r\n",
                payload);
    }

    /** The same as an invoke that nobody waits for. */
    public Target event(String function, String payload) {
        return Target.post(
                port,
                FUNCTIONS + "/" + function + "/invocations",
                "Authorization: " + AUTHORIZATION + "\r\nX-Amz-Invocation-Type: Event\r\n",
                payload);
    }

    /** Sends one event; returns its request id. */
    public String sendEvent(String function, String payload)
            throws IOException, InterruptedException {
        HttpResponse<String> response =
                send(
                        HttpRequest.newBuilder(uri(FUNCTIONS + "/" + function + "/invocations"))
                                .header("X-Amz-Invocation-Type", "Event")
                                .POST(HttpRequest.BodyPublishers.ofString(payload))
                                .build());
        return response.headers().firstValue("x-amzn-RequestId").orElseThrow();
    }

    public void reserve(String function, int concurrency) throws IOException, InterruptedException {
        call(
                "PUT",
                "/2017-10-31/functions/" + function + "/concurrency",
                json.writeValueAsString(Map.of("ReservedConcurrentExecutions", concurrency)));
    }

    /** How many events are not over, those that the server has not looked at yet included. */
    public long queued() throws IOException, InterruptedException {
        JsonNode all = call("GET", "/_hearth/queue", "").path("all");
        return all.path("waiting").asLong()
                + all.path("inFlight").asLong()
                + all.path("retrying").asLong();
    }

    /** When each request of a function began, by its log. */
    public Map<String, Instant> starts(String function) throws IOException, InterruptedException {
        Map<String, Instant> starts = new HashMap<>();
        String cursor = "";
        while (true) {
            JsonNode page = call("GET", "/_hearth/logs/" + function + "?cursor=" + cursor, "");
            for (JsonNode line : page.path("lines")) {
                String text = line.path("text").asString("");
                if (text.startsWith(START)) {
                    String id = text.substring(START.length()).split(" ", 2)[0];
                    starts.put(id, Instant.parse(line.path("time").asString("")));
                }
            }
            if (page.path("lines").isEmpty()) {
                return starts;
            }
            cursor = page.path("cursor").asString("");
        }
    }

    public void create(String name, EchoFunction function)
            throws IOException, InterruptedException {
        Map<String, Object> request =
                Map.of(
                        "FunctionName",
                        name,
                        "Runtime",
                        function.runtime(),
                        "Handler",
                        function.handler(),
                        "Role",
                        ROLE,
                        "MemorySize",
                        function.memoryMb(),
                        "Timeout",
                        120,
                        "Code",
                        Map.of("ZipFile", Base64.getEncoder().encodeToString(function.zip())));
        call("POST", FUNCTIONS, json.writeValueAsString(request));
        awaitActive(name);
    }

    /** Changes a variable, so that the next invoke needs a new environment. */
    public void renew(String function, int generation) throws IOException, InterruptedException {
        Map<String, Object> request =
                Map.of(
                        "Environment",
                        Map.of("Variables", Map.of("GENERATION", Integer.toString(generation))));
        call(
                "PUT",
                FUNCTIONS + "/" + function + "/configuration",
                json.writeValueAsString(request));
        awaitActive(function);
    }

    public void delete(String function) throws IOException, InterruptedException {
        call("DELETE", FUNCTIONS + "/" + function, "");
    }

    private void awaitActive(String function) throws IOException, InterruptedException {
        Clock clock = Clock.system();
        long giveUp = clock.nanos() + PATIENCE.toNanos();
        while (clock.nanos() - giveUp < 0) {
            JsonNode now = call("GET", FUNCTIONS + "/" + function + "/configuration", "");
            if (is(now, "State", "Active") && is(now, "LastUpdateStatus", "Successful")) {
                return;
            }
            Thread.sleep(PAUSE);
        }
        throw new IOException(function + " did not become active");
    }

    private static boolean is(JsonNode object, String member, String value) {
        return object.path(member).asString("").equals(value);
    }

    private JsonNode call(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .header("Authorization", AUTHORIZATION)
                        .build();
        String answer = send(request).body();
        return json.readTree(answer.isEmpty() ? "{}" : answer);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private HttpResponse<String> send(HttpRequest request)
            throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(
                    "%s: %d %s".formatted(request, response.statusCode(), response.body()));
        }
        return response;
    }
}
