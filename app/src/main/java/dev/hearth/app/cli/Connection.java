package dev.hearth.app.cli;

import dev.hearth.app.Refusal;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that talks to a server. */
final class Connection {
    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            defaultValue = "${env:HEARTH_ENDPOINT:-${env:AWS_ENDPOINT_URL:-http://127.0.0.1:4566}}",
            description =
                    "The server to talk to (${DEFAULT-VALUE}); also HEARTH_ENDPOINT or AWS_ENDPOINT_URL.")
    private String endpoint = "";

    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    boolean json() {
        return json;
    }

    ServerClient open() {
        return new ServerClient(uri());
    }

    URI uri() {
        try {
            URI uri = new URI(endpoint.contains("://") ? endpoint : "http://" + endpoint);
            if (uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw notAnAddress(e);
        }
        throw notAnAddress(null);
    }

    private Refusal notAnAddress(@Nullable Exception cause) {
        return new Refusal(
                endpoint + " is not a server's address.",
                "Write it as http://HOST:PORT.",
                cause == null ? new IllegalArgumentException(endpoint) : cause);
    }
}
