package dev.hearth.frontend;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hearth.foundation.http.HttpExchange;
import dev.hearth.foundation.http.HttpHandler;
import dev.hearth.foundation.http.HttpRequest;
import dev.hearth.foundation.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An exchange without a network. */
final class FakeExchange implements HttpExchange, HttpRequest {
    private final String method;
    private final String target;
    private final byte[] body;
    private final Map<String, List<String>> headers = new LinkedHashMap<>();
    private final CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
    private final List<Runnable> whenGone = new ArrayList<>();

    FakeExchange(String method, String target, String body) {
        this(method, target, body.getBytes(UTF_8));
    }

    FakeExchange(String method, String target, byte[] body) {
        this.method = method;
        this.target = target;
        this.body = body;
        with("Host", "127.0.0.1:4566");
    }

    static FakeExchange invoke(String payload) {
        return new FakeExchange("POST", "/2015-03-31/functions/hello/invocations", payload);
    }

    FakeExchange with(String name, String value) {
        headers.put(name.toLowerCase(Locale.ROOT), List.of(value));
        return this;
    }

    FakeExchange handledBy(HttpHandler handler) {
        guard(handler);
        return this;
    }

    boolean isAnswered() {
        return answer.isDone();
    }

    HttpResponse answer() {
        return answer.orTimeout(10, TimeUnit.SECONDS).join();
    }

    int status() {
        return answer().status();
    }

    String text() {
        return answer().body() instanceof HttpResponse.Body.Bytes(byte[] bytes)
                ? new String(bytes, UTF_8)
                : answer().body().toString();
    }

    /** Of the answer; empty when it has none. */
    String answerHeader(String name) {
        return answer().headers().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    void clientGoesAway() {
        whenGone.forEach(Runnable::run);
    }

    @Override
    public HttpRequest request() {
        return this;
    }

    @Override
    public void respondWithNext(HttpResponse response) {
        respond(response);
    }

    @Override
    public void respond(HttpResponse response) {
        answer.complete(response);
    }

    @Override
    public void onAbandoned(Runnable action) {
        whenGone.add(action);
    }

    @Override
    public void guard(HttpHandler handler) {
        handler.handle(this);
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String rawPath() {
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    @Override
    public String rawQuery() {
        int question = target.indexOf('?');
        return question < 0 ? "" : target.substring(question + 1);
    }

    @Override
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
    }

    @Override
    public Map<String, List<String>> headers() {
        return headers;
    }

    @Override
    public byte[] body() {
        return body;
    }

    @Override
    public String peer() {
        return "127.0.0.1";
    }
}
