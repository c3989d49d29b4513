package dev.hearth.app.cli;

import dev.hearth.app.Refusal;
import dev.hearth.app.ServerOptions.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The credentials that a server accepts and the command line signs with: {@code
 * HEARTH_ACCESS_KEY_ID} and {@code HEARTH_SECRET_ACCESS_KEY}, or a file that {@code
 * HEARTH_CREDENTIALS_FILE} names, with {@code aws_access_key_id} and {@code aws_secret_access_key}
 * as in AWS's own.
 */
final class ConfiguredCredentials {
    private static final String ID = "HEARTH_ACCESS_KEY_ID";
    private static final String SECRET = "HEARTH_SECRET_ACCESS_KEY";
    private static final String FILE = "HEARTH_CREDENTIALS_FILE";

    private ConfiguredCredentials() {}

    static Optional<Credentials> read(Map<String, String> env) {
        Optional<String> file = given(env, FILE);
        return file.isPresent()
                ? Optional.of(fromFile(Path.of(file.get())))
                : both(given(env, ID), given(env, SECRET), ID + " and " + SECRET);
    }

    private static Credentials fromFile(Path file) {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new Refusal(
                    "Cannot read the credentials file " + file + ".", "Check " + FILE + ".", e);
        }
        String names = "aws_access_key_id and aws_secret_access_key in " + file;
        return both(
                        Optional.ofNullable(properties.getProperty("aws_access_key_id")),
                        Optional.ofNullable(properties.getProperty("aws_secret_access_key")),
                        names)
                .orElseThrow(() -> new Refusal("There are no " + names + ".", "Add both."));
    }

    private static Optional<Credentials> both(
            Optional<String> id, Optional<String> secret, String names) {
        if (id.isPresent() != secret.isPresent()) {
            throw new Refusal("Only one of " + names + " is set.", "Set both, or neither.");
        }
        return id.map(key -> new Credentials(key, secret.orElseThrow()));
    }

    private static Optional<String> given(Map<String, String> env, String name) {
        return Optional.ofNullable(env.get(name)).filter(value -> !value.isBlank());
    }
}
