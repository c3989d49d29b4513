package dev.hearth.worker.network;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * How one worker's sandboxes are connected.
 *
 * @param id eight hex digits that tell this worker's links and tables from another's
 * @param policy of sandboxes that ask for no other
 * @param ready how many slots to keep ready
 * @param resolvConf names the host's name servers
 * @param forwardingNote a file that may be written, in a folder that is there
 */
public record NetworkConfig(
        String id, NetworkPolicy policy, int ready, Path resolvConf, Path forwardingNote) {
    public static final int READY = 8;

    static final String LINK_PREFIX = "hearth";
    static final String TABLE_PREFIX = "hearth-";

    private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");

    /** The defaults, for the worker that keeps its data in a folder. */
    public static NetworkConfig of(Path dataFolder) {
        CRC32C checksum = new CRC32C();
        checksum.update(
                dataFolder
                        .toAbsolutePath()
                        .normalize()
                        .toString()
                        .getBytes(StandardCharsets.UTF_8));
        return new NetworkConfig(
                "%08x".formatted(checksum.getValue()),
                NetworkPolicy.INTERNET,
                READY,
                RESOLV_CONF,
                dataFolder.resolve("ip-forward"));
    }

    public NetworkConfig withPolicy(NetworkPolicy other) {
        return new NetworkConfig(id, other, ready, resolvConf, forwardingNote);
    }

    /** Name of the one link that the host sees; the kernel allows fifteen characters. */
    String hostLink() {
        return LINK_PREFIX + id;
    }

    /** Name of the table of packet filters that the host sees. */
    String table() {
        return TABLE_PREFIX + id;
    }
}
