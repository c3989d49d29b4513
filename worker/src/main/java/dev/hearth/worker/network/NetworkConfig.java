package dev.hearth.worker.network;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * How one worker's sandboxes are connected.
 *
 * @param id eight hex digits that tell this worker's links and tables from another's
 * @param ready how many slots to keep ready
 */
public record NetworkConfig(String id, int ready) {
    public static final int READY = 8;

    /** The defaults, for the worker that keeps its data in a folder. */
    public static NetworkConfig of(Path dataFolder) {
        CRC32C checksum = new CRC32C();
        checksum.update(
                dataFolder
                        .toAbsolutePath()
                        .normalize()
                        .toString()
                        .getBytes(StandardCharsets.UTF_8));
        return new NetworkConfig("%08x".formatted(checksum.getValue()), READY);
    }

    /** Name of the one link that the host sees; the kernel allows fifteen characters. */
    String hostLink() {
        return "hearth" + id;
    }
}
