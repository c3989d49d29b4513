package dev.hearth.control.code;

import dev.hearth.foundation.time.Clock;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens that let their holder download one package for a while: its id and an expiry, signed. They
 * need no table and die with the secret.
 */
public final class CodeTokens {
    /** As long as AWS's presigned links. */
    public static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final String ALGORITHM = "HmacSHA256";
    private static final int ID_BYTES = 32;
    private static final int BODY_BYTES = Long.BYTES + ID_BYTES;
    private static final int TOKEN_BYTES = BODY_BYTES + 32;

    private final byte[] secret;
    private final Clock clock;

    public CodeTokens(byte[] secret, Clock clock) {
        this.secret = secret.clone();
        this.clock = clock;
    }

    /** Safe in a URL's path. */
    public String issue(String blob) {
        ByteBuffer token = ByteBuffer.allocate(TOKEN_BYTES);
        token.putLong(clock.now().plus(LIFETIME).toEpochMilli());
        token.put(HexFormat.of().parseHex(blob));
        token.put(sign(Arrays.copyOf(token.array(), BODY_BYTES)));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
    }

    /** The blob's id, when the token is genuine and has not expired. */
    public Optional<String> blob(String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length != TOKEN_BYTES) {
            return Optional.empty();
        }
        byte[] body = Arrays.copyOf(bytes, BODY_BYTES);
        byte[] signature = Arrays.copyOfRange(bytes, BODY_BYTES, TOKEN_BYTES);
        Instant expiry = Instant.ofEpochMilli(ByteBuffer.wrap(body).getLong());
        if (!MessageDigest.isEqual(signature, sign(body)) || clock.now().isAfter(expiry)) {
            return Optional.empty();
        }
        return Optional.of(HexFormat.of().formatHex(body, Long.BYTES, BODY_BYTES));
    }

    private byte[] sign(byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM + ".", e);
        }
    }
}
