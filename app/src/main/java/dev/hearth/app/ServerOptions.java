package dev.hearth.app;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a server is told when it starts.
 *
 * @param host address to bind
 * @param port 0 for any that is free
 * @param data folder that holds all it remembers
 * @param account twelve digits
 * @param sandbox how functions are kept apart
 * @param credentials the only ones accepted; empty accepts any, which is for loopback only
 * @param runtimeFallback whether another version of a language may stand in for a runtime that this
 *     host lacks
 */
public record ServerOptions(
        String host,
        int port,
        Path data,
        String account,
        String region,
        SandboxChoice sandbox,
        Optional<Credentials> credentials,
        boolean runtimeFallback) {

    public static final String DEFAULT_HOST = "127.0.0.1";
    public static final int DEFAULT_PORT = 4566;
    public static final String DEFAULT_ACCOUNT = "000000000000";
    public static final String DEFAULT_REGION = "us-east-1";

    public ServerOptions {
        if (!account.matches("\\d{12}")) {
            throw new Refusal(account + " is no AWS account id.", "Give twelve digits.");
        }
        if (!region.matches("[a-z]{2}(-[a-z]+)+-\\d")) {
            throw new Refusal(region + " is no AWS Region.", "Give one such as us-east-1.");
        }
    }

    /** How functions are kept apart. */
    public enum SandboxChoice {
        /** Namespaces where this machine allows them, else plain processes. */
        AUTO,
        NAMESPACE,
        PROCESS
    }

    /** An access key and its secret, which {@code toString} never shows. */
    public record Credentials(String accessKeyId, String secretAccessKey) {
        @Override
        public String toString() {
            return "Credentials[" + accessKeyId + "]";
        }
    }
}
