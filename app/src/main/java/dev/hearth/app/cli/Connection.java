package dev.hearth.app.cli;

import dev.hearth.app.Refusal;
import dev.hearth.app.ServerOptions;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that talks to a server. */
final class Connection {
    private static final String USUAL = "http://127.0.0.1:4566";

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            defaultValue = "${env:HEARTH_ENDPOINT:-${env:AWS_ENDPOINT_URL:-" + USUAL + "}}",
            description =
                    "The server to talk to (${DEFAULT-VALUE}); also HEARTH_ENDPOINT or AWS_ENDPOINT_URL.")
    private String endpoint = "";

    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    /** Whether nobody named a server. */
    boolean isUsual() {
        return endpoint.equals(USUAL);
    }

    boolean json() {
        return json;
    }

    ServerClient open() {
        return to(uri());
    }

    /** A client of the server at another address, with the same credentials. */
    ServerClient to(URI address) {
        return new ServerClient(
                address,
                ConfiguredCredentials.read(System.getenv()),
                System.getenv().getOrDefault("AWS_REGION", ServerOptions.DEFAULT_REGION));
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
