package dev.hearth.control.catalogue;

import java.util.Base64;
import java.util.HexFormat;

/**
 * @param blob id of the package's blob: its SHA-256, lower-case hex
 * @param size bytes as uploaded
 */
public record CodePackage(String blob, long size) {
    /** As AWS prints it. */
    public String sha256() {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(blob));
    }
}
