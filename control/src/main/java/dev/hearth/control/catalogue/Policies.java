package dev.hearth.control.catalogue;

import dev.hearth.api.events.AsyncPolicy;
import dev.hearth.api.function.FunctionVersion;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Works out what becomes of events: AWS's defaults, and over them what a qualifier's owner said.
 */
final class Policies {
    private Policies() {}

    /** One for {@code $LATEST} and for each version; none inherits from another, as with AWS. */
    static Map<String, AsyncPolicy> of(Catalogued function) {
        Map<String, AsyncPolicy> policies = new HashMap<>();
        Function latest = function.function();
        policies.put(
                FunctionVersion.LATEST,
                policy(function, FunctionVersion.LATEST, latest.served().settings()));
        function.versions()
                .values()
                .forEach(v ->
                        policies.put(
                                v.name(), policy(function, v.name(), v.revision().settings())));
        return policies;
    }

    private static AsyncPolicy policy(Catalogued function, String qualifier, Settings settings) {
        @Nullable EventInvokeConfig config = function.eventInvokes().get(qualifier);
        Function owner = function.function();
        if (config == null) {
            return new AsyncPolicy(
                    AsyncPolicy.DEFAULT_RETRY_ATTEMPTS,
                    AsyncPolicy.DEFAULT_EVENT_AGE,
                    Optional.empty(),
                    Optional.empty(),
                    settings.deadLetterTarget(),
                    owner.reserved(),
                    owner.recursionAllowed());
        }
        return new AsyncPolicy(
                config.maximumRetryAttempts().orElse(AsyncPolicy.DEFAULT_RETRY_ATTEMPTS),
                config.maximumEventAgeSeconds().isPresent()
                        ? Duration.ofSeconds(config.maximumEventAgeSeconds().getAsInt())
                        : AsyncPolicy.DEFAULT_EVENT_AGE,
                config.onSuccess(),
                config.onFailure(),
                settings.deadLetterTarget(),
                owner.reserved(),
                owner.recursionAllowed());
    }
}
