package dev.hearth.state.zookeeper;

import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.apache.zookeeper.server.auth.DigestAuthenticationProvider;

/**
 * What a client proves itself with. ZooKeeper listens where every process of the machine can
 * connect, so whoever lacks this may neither read nor write.
 */
public final class ZooKeeperSecret {
    static final String SCHEME = "digest";

    private final String credentials;

    /**
     * @param secret the same in every process that shares the records; nobody else's to read
     */
    public ZooKeeperSecret(byte[] secret) {
        this.credentials = "hearth:" + HexFormat.of().formatHex(secret);
    }

    byte[] credentials() {
        return credentials.getBytes(StandardCharsets.US_ASCII);
    }

    List<ACL> holdersOnly() {
        try {
            String digest = DigestAuthenticationProvider.generateDigest(credentials);
            // The client asks whether the list holds a null, which List.of takes amiss.
            return Collections.singletonList(new ACL(ZooDefs.Perms.ALL, new Id(SCHEME, digest)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1.", e);
        }
    }
}
