package dev.hearth.state.zookeeper;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.zookeeper.server.ZooKeeperServer;

/**
 * The server without its management beans: loading Java's management takes longer than the rest.
 */
final class LeanServer extends ZooKeeperServer {
    LeanServer(Path folder, int tickMillis) throws IOException {
        super(folder.toFile(), folder.toFile(), tickMillis);
    }

    @Override
    protected void registerJMX() {}

    @Override
    protected void unregisterJMX() {}
}
