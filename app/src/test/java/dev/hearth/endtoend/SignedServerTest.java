package dev.hearth.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/** A server that others can reach serves only those who hold its credentials. */
class SignedServerTest {
    private static final Map<String, String> CREDENTIALS =
            Map.of("HEARTH_ACCESS_KEY_ID", "AKIAHEARTH", "HEARTH_SECRET_ACCESS_KEY", "a-secret");

    @TempDir Path work;

    @Test
    void onlyWhoHoldsTheCredentialsIsServed() throws IOException {
        try (HearthScript server =
                HearthScript.up(CREDENTIALS, work.resolve("data"), "--host", "0.0.0.0")) {
            String endpoint = server.endpoint();
            assertEquals(0, hearth(CREDENTIALS, "functions", "--endpoint", endpoint).exitCode());

            Program.Result stranger = hearth(Map.of(), "functions", "--endpoint", endpoint);
            assertEquals(2, stranger.exitCode());
            assertTrue(stranger.err().contains("HEARTH_ACCESS_KEY_ID"), stranger.err());

            assertEquals(403, refusal(endpoint, "AKIAHEARTH", "another-secret").statusCode());
            assertEquals(403, refusal(endpoint, "AKIASTRANGER", "a-secret").statusCode());
            try (LambdaClient holder = RunningHearth.client(endpoint, "AKIAHEARTH", "a-secret")) {
                assertTrue(holder.listFunctions().functions().isEmpty());
            }
        }
    }

    private static LambdaException refusal(String endpoint, String id, String secret) {
        try (LambdaClient client = RunningHearth.client(endpoint, id, secret)) {
            return assertThrows(LambdaException.class, client::listFunctions);
        }
    }

    private Program.Result hearth(Map<String, String> environment, Object... arguments) {
        return HearthScript.run(environment, work, arguments);
    }
}
