package dev.hearth.control.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.foundation.testing.SimulatedTime;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CodeTokensTest {
    private static final String BLOB = "ab".repeat(32);

    private final SimulatedTime time = new SimulatedTime();
    private final CodeTokens tokens = new CodeTokens(new byte[] {1}, time);

    @Test
    void opensOneBlobUntilItExpires() {
        String token = tokens.issue(BLOB);

        time.advance(CodeTokens.LIFETIME);
        assertEquals(Optional.of(BLOB), tokens.blob(token));
        time.advance(Duration.ofMillis(1));
        assertEquals(Optional.empty(), tokens.blob(token));
    }

    @Test
    void refusesEveryTokenChangedByABit() {
        byte[] token = Base64.getUrlDecoder().decode(tokens.issue(BLOB));

        for (int bit = 0; bit < token.length * 8; bit++) {
            byte[] forged = token.clone();
            forged[bit / 8] ^= (byte) (1 << (bit % 8));
            assertTrue(
                    tokens.blob(Base64.getUrlEncoder().encodeToString(forged)).isEmpty(),
                    "bit " + bit);
        }
    }

    @Test
    void refusesWhatIsNoTokenOrAnotherServers() {
        assertEquals(Optional.empty(), tokens.blob(""));
        assertEquals(Optional.empty(), tokens.blob("../../etc/passwd"));
        assertEquals(
                Optional.empty(), tokens.blob(new CodeTokens(new byte[] {2}, time).issue(BLOB)));
    }
}
