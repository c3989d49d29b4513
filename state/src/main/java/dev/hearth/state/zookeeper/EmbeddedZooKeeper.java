package dev.hearth.state.zookeeper;

import dev.hearth.foundation.time.Timers;
import dev.hearth.state.Durably;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.server.DataTree;
import org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.zookeeper.server.PurgeTxnLog;
import org.apache.zookeeper.server.ZooKeeperServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A ZooKeeper server of one, on a loopback port the kernel picks, its data in one folder. Every
 * write is synced to disk before it is answered.
 */
public final class EmbeddedZooKeeper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedZooKeeper.class);

    /** ZooKeeper's own folder in the one it is given. */
    private static final String DATA = "version-2";

    private static final int TICK_MILLIS = 2_000;
    private static final int MAX_CONNECTIONS = 64;
    private static final int BACKLOG = 64;
    private static final int SNAPSHOTS_KEPT = 3;

    /** Every start takes a snapshot, and a server may be short-lived each time. */
    private static final int SNAPSHOTS_BEFORE_AN_EARLY_PURGE = 10;

    private static final Duration PURGE_PERIOD = Duration.ofHours(1);

    /** Nodes that ZooKeeper makes itself, open to the world. */
    private static final List<String> BUILT_IN =
            List.of("/", "/zookeeper", "/zookeeper/quota", "/zookeeper/config");

    private final Path folder;
    private final Timers timers;
    private final ZooKeeperServer server;
    private final NIOServerCnxnFactory connections;
    private final ReentrantLock purging = new ReentrantLock();
    private boolean closed;

    private EmbeddedZooKeeper(
            Path folder, Timers timers, ZooKeeperServer server, NIOServerCnxnFactory connections) {
        this.folder = folder;
        this.timers = timers;
        this.server = server;
        this.connections = connections;
    }

    /**
     * Starts serving what the folder holds.
     *
     * @throws IOException when the folder's data cannot be read or written
     */
    public static EmbeddedZooKeeper start(Path folder, ZooKeeperSecret secret, Timers timers)
            throws IOException {
        ZooKeeperSettings.apply();
        Durably.makeFolder(folder.resolve(DATA));
        if (snapshots(folder).size() > SNAPSHOTS_BEFORE_AN_EARLY_PURGE) {
            PurgeTxnLog.purge(folder.toFile(), folder.toFile(), SNAPSHOTS_KEPT);
        }
        ZooKeeperServer server = new LeanServer(folder, TICK_MILLIS);
        NIOServerCnxnFactory connections = keepingTheExceptionHandler(LeanConnections::new);
        try {
            connections.configure(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    MAX_CONNECTIONS,
                    BACKLOG,
                    false);
            server.startdata();
            syncSnapshots(folder);
            closeToStrangers(server.getZKDatabase().getDataTree(), secret);
            connections.startup(server);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            connections.shutdown();
            throw new IOException("Interrupted while the record store started.", e);
        } catch (IOException | RuntimeException e) {
            connections.shutdown();
            throw e;
        }
        EmbeddedZooKeeper zooKeeper = new EmbeddedZooKeeper(folder, timers, server, connections);
        zooKeeper.schedulePurge();
        return zooKeeper;
    }

    /** Where a client connects. */
    public String connectString() {
        return InetAddress.getLoopbackAddress().getHostAddress() + ":" + connections.getLocalPort();
    }

    /**
     * False once a write has failed for good, as on a full disk: then nothing is written any more.
     */
    public boolean healthy() {
        return server.isRunning();
    }

    @Override
    public void close() {
        purging.lock();
        try {
            closed = true;
        } finally {
            purging.unlock();
        }
        connections.shutdown();
        try {
            // The server leaves its log open.
            server.getTxnLogFactory().close();
        } catch (IOException e) {
            log.warn("The log in {} could not be closed.", folder, e);
        }
    }

    private interface Making<T> {
        T make() throws IOException;
    }

    /**
     * Loading the connection factory replaces the handler of uncaught exceptions for the whole
     * process, and with it threads die unseen.
     */
    private static <T> T keepingTheExceptionHandler(Making<T> making) throws IOException {
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        try {
            return making.make();
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    /**
     * Before the first connection, so there is no moment at which a stranger could write. Made at
     * every start, as it is not part of the transaction log.
     */
    private static void closeToStrangers(DataTree tree, ZooKeeperSecret secret) throws IOException {
        for (String path : BUILT_IN) {
            if (tree.getNode(path) == null) {
                continue;
            }
            try {
                tree.setACL(path, secret.holdersOnly(), -1);
            } catch (KeeperException e) {
                throw new IOException("The record store cannot be closed to strangers.", e);
            }
        }
    }

    /**
     * ZooKeeper syncs its log but not its snapshots, and starts with neither one when the snapshot
     * below a log is lost.
     */
    private static void syncSnapshots(Path folder) throws IOException {
        for (Path snapshot : snapshots(folder)) {
            Durably.sync(snapshot);
        }
        Durably.sync(folder.resolve(DATA));
    }

    private static List<Path> snapshots(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(DATA))) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith("snapshot."))
                    .toList();
        }
    }

    private void schedulePurge() {
        var _ =
                timers.after(
                        PURGE_PERIOD, () -> Thread.ofVirtual().name("purge").start(this::purge));
    }

    private void purge() {
        purging.lock();
        try {
            if (closed) {
                return;
            }
            PurgeTxnLog.purge(folder.toFile(), folder.toFile(), SNAPSHOTS_KEPT);
        } catch (IOException e) {
            log.warn("Old snapshots in {} could not be removed.", folder, e);
        } finally {
            purging.unlock();
        }
        schedulePurge();
    }
}
