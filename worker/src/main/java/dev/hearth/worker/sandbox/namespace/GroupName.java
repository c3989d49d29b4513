package dev.hearth.worker.sandbox.namespace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells one server's control groups from another's on the same host. */
final class GroupName {
    private static final int HASH_BYTES = 6;

    private GroupName() {}

    /** The same for the same data folder, whatever way it is written; makes it if need be. */
    static String of(Path data) throws IOException {
        Files.createDirectories(data);
        byte[] path = data.toRealPath().toString().getBytes(StandardCharsets.UTF_8);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(path);
            return "hearth-" + HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
