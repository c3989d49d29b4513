package dev.hearth.app.cli;

import dev.hearth.app.Refusal;
import dev.hearth.app.project.FunctionSettings;
import dev.hearth.app.project.Packaging;
import dev.hearth.foundation.time.Pause;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Brings a function on a server to what a folder says it should be. */
final class Deployment {
    /** Any: the server checks its form, not whom it belongs to. */
    private static final String ROLE = "arn:aws:iam::000000000000:role/hearth";

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final int MOST_LOOKS = 3_000;

    private final ServerClient server;

    Deployment(ServerClient server) {
        this.server = server;
    }

    /** What had to be done. */
    enum Outcome {
        CREATED,
        UPDATED,
        UNCHANGED
    }

    /** Creates or updates, and waits until the new state is the one that serves. */
    Outcome deploy(String name, FunctionSettings settings, Packaging packaging) {
        Optional<JsonNode> existing = server.configuration(name);
        Outcome outcome =
                existing.isEmpty()
                        ? create(name, settings, packaging)
                        : update(name, existing.get(), settings, packaging);
        awaitReady(name);
        return outcome;
    }

    private Outcome create(String name, FunctionSettings settings, Packaging packaging) {
        ObjectNode request = configuration(settings);
        request.put("FunctionName", name);
        request.put("Role", ROLE);
        request.putObject("Code")
                .put("ZipFile", Base64.getEncoder().encodeToString(packaging.zip()));
        server.create(request);
        return Outcome.CREATED;
    }

    private Outcome update(
            String name, JsonNode existing, FunctionSettings settings, Packaging packaging) {
        boolean newConfiguration = differs(existing, settings);
        boolean newCode = !existing.path("CodeSha256").asString("").equals(sha256(packaging.zip()));
        // Configuration first: new code may need it, and old code has had its day.
        if (newConfiguration) {
            server.updateConfiguration(name, configuration(settings));
            awaitReady(name);
        }
        if (newCode) {
            server.updateCode(name, packaging.zip());
        }
        return newCode || newConfiguration ? Outcome.UPDATED : Outcome.UNCHANGED;
    }

    private static boolean differs(JsonNode existing, FunctionSettings settings) {
        ObjectNode wanted = configuration(settings);
        return wanted.properties().stream()
                .anyMatch(property -> {
                    JsonNode now = existing.path(property.getKey());
                    boolean bothEmpty =
                            property.getKey().equals("Environment")
                                    && property.getValue().path("Variables").isEmpty()
                                    && now.path("Variables").isEmpty();
                    return !bothEmpty && !property.getValue().equals(now);
                });
    }

    private static ObjectNode configuration(FunctionSettings settings) {
        ObjectNode node = ServerClient.JSON.createObjectNode();
        settings.runtime().ifPresent(runtime -> node.put("Runtime", runtime));
        settings.handler().ifPresent(handler -> node.put("Handler", handler));
        settings.memoryMb().ifPresent(memory -> node.put("MemorySize", memory));
        settings.timeoutSeconds().ifPresent(timeout -> node.put("Timeout", timeout));
        ObjectNode variables = node.putObject("Environment").putObject("Variables");
        settings.environment().forEach(variables::put);
        return node;
    }

    private void awaitReady(String name) {
        for (int look = 0; look < MOST_LOOKS; look++) {
            JsonNode now = server.configuration(name).orElseThrow(() -> gone(name));
            String state = now.path("State").asString("Active");
            String update = now.path("LastUpdateStatus").asString("Successful");
            if (state.equals("Failed") || update.equals("Failed")) {
                throw new Refusal(
                        name + " could not be deployed.",
                        now.path("StateReason")
                                .asString(
                                        now.path("LastUpdateStatusReason")
                                                .asString("No reason was given.")));
            }
            if (state.equals("Active") && update.equals("Successful")) {
                return;
            }
            if (!Pause.of(BETWEEN_LOOKS)) {
                break;
            }
        }
        throw new Refusal(name + " does not become active.", "See: ./hearth functions");
    }

    private static Refusal gone(String name) {
        return new Refusal(name + " was deleted while it was being deployed.", "Run it again.");
    }

    private static String sha256(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
