package dev.hearth.worker.environment;

import dev.hearth.api.worker.EnvironmentIdentity;
import dev.hearth.api.worker.StartRequest;
import dev.hearth.foundation.time.Entropy;
import java.util.Base64;

/** Makes the credentials of one environment, in the form of AWS's temporary ones. */
final class Credentials {
    private static final String ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String TEMPORARY = "ASIA";
    private static final int ID_LENGTH = 16;

    /** 40 characters of Base64. */
    private static final int SECRET_BYTES = 30;

    private static final int TOKEN_BYTES = 96;

    private Credentials() {}

    static EnvironmentIdentity make(StartRequest request, Entropy entropy) {
        return new EnvironmentIdentity(
                request.environment(),
                request.function().function(),
                TEMPORARY + id(entropy.secret(ID_LENGTH)),
                Base64.getEncoder().encodeToString(entropy.secret(SECRET_BYTES)),
                Base64.getEncoder().encodeToString(entropy.secret(TOKEN_BYTES)));
    }

    private static String id(byte[] random) {
        StringBuilder id = new StringBuilder(random.length);
        for (byte b : random) {
            id.append(ID_ALPHABET.charAt(b & 31));
        }
        return id.toString();
    }
}
