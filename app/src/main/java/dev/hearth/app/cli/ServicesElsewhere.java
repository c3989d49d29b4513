package dev.hearth.app.cli;

import dev.hearth.app.Refusal;
import dev.hearth.app.ServerOptions.Credentials;
import dev.hearth.app.ServerOptions.Elsewhere;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Finds the services that a server is to use, in flags and environment. */
record ServicesElsewhere(String queue, String awsEndpoint, Map<String, String> env) {
    /** By the service's name in an ARN. */
    private static final Map<String, String> VARIABLES =
            Map.of(
                    "sqs", "AWS_ENDPOINT_URL_SQS",
                    "sns", "AWS_ENDPOINT_URL_SNS",
                    "events", "AWS_ENDPOINT_URL_EVENTBRIDGE",
                    "s3", "AWS_ENDPOINT_URL_S3");

    /** What services that stand in for AWS's on a developer's machine take. */
    private static final Credentials ANY = new Credentials("test", "test");

    Elsewhere read() {
        Map<String, URI> endpoints = new HashMap<>();
        VARIABLES.forEach((service, variable) -> {
            String url = env.getOrDefault(variable, awsEndpoint);
            if (!url.isBlank()) {
                endpoints.put(service, uri(url, variable));
            }
        });
        return new Elsewhere(
                queue.isBlank() ? Optional.empty() : Optional.of(queue),
                endpoints,
                endpoints.isEmpty() || hasCredentials() ? Optional.empty() : Optional.of(ANY));
    }

    private boolean hasCredentials() {
        return env.containsKey("AWS_ACCESS_KEY_ID") || env.containsKey("AWS_PROFILE");
    }

    private static URI uri(String url, String variable) {
        if (!url.matches("https?://[^\\s/]+.*")) {
            throw new Refusal(
                    url + " is no address of a service.",
                    "Give --aws-endpoint or " + variable + " one such as http://127.0.0.1:9324.");
        }
        return URI.create(url);
    }
}
