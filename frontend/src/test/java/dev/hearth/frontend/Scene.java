package dev.hearth.frontend;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hearth.api.worker.EnvironmentIdentity;
import dev.hearth.foundation.http.HttpHandler;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import dev.hearth.frontend.invoke.Backends;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A frontend over the fake backend. */
final class Scene {
    static final EnvironmentIdentity INSIDE =
            new EnvironmentIdentity(
                    FakeBackend.ENVIRONMENT,
                    new dev.hearth.api.function.FunctionId(
                            FakeBackend.ACCOUNT, FakeBackend.REGION, "hello"),
                    "ASIAINSIDE",
                    "inside secret",
                    "inside token");

    final FakeBackend backend = new FakeBackend();
    final FakeEvents events = new FakeEvents();
    final Frontend frontend;
    volatile boolean healthy = true;

    private Scene(Map<String, String> credentials, Path codePackage) {
        frontend =
                new Frontend(
                        new FrontendConfig(
                                FakeBackend.ACCOUNT,
                                FakeBackend.REGION,
                                Set.of("lambda.test"),
                                credentials),
                        new Backends(backend, backend, id -> backend),
                        backend,
                        new EventsRole(events, events, events),
                        backend,
                        () -> healthy,
                        () -> "{\"version\":\"test\"}".getBytes(UTF_8),
                        token ->
                                token.equals("good-token")
                                        ? Optional.of(codePackage)
                                        : Optional.empty(),
                        Clock.system(),
                        Entropy.system());
    }

    static Scene open() {
        return open(Path.of("none"));
    }

    static Scene open(Path codePackage) {
        return new Scene(Map.of(), codePackage);
    }

    static Scene signed(String accessKeyId, String secret) {
        return new Scene(Map.of(accessKeyId, secret), Path.of("none"));
    }

    HttpHandler handler() {
        return frontend.handler();
    }

    FakeExchange handle(FakeExchange exchange) {
        return exchange.handledBy(handler());
    }
}
