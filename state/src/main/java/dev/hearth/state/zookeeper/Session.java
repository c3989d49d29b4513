package dev.hearth.state.zookeeper;

import dev.hearth.state.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.jspecify.annotations.Nullable;

/**
 * A connection that comes back: ZooKeeper's own reconnects until its session has expired, as it
 * does when a machine slept; then this makes another.
 */
final class Session implements AutoCloseable {
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(15);

    private final String connectString;
    private final ZooKeeperSecret secret;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable ZooKeeper current;
    private boolean connected;
    private boolean closed;

    Session(String connectString, ZooKeeperSecret secret) {
        this.connectString = connectString;
        this.secret = secret;
    }

    /**
     * The client, connected a moment ago.
     *
     * @throws StoreException when the store cannot be reached in time
     */
    ZooKeeper connected() {
        lock.lock();
        try {
            long left = CONNECT_LIMIT.toNanos();
            while (true) {
                if (closed) {
                    throw unreachable(new IllegalStateException("closed"));
                }
                if (current == null) {
                    current = connect();
                }
                if (connected) {
                    return current;
                }
                if (left <= 0) {
                    throw unreachable(new IOException("not connected in time"));
                }
                left = changed.awaitNanos(left);
            }
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        ZooKeeper client;
        lock.lock();
        try {
            closed = true;
            client = current;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (client == null) {
            return;
        }
        try {
            client.close((int) TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ZooKeeper connect() throws IOException {
        Follower follower = new Follower();
        ZooKeeper client =
                new ZooKeeper(
                        connectString,
                        (int) SESSION_TIMEOUT.toMillis(),
                        follower,
                        false,
                        new LeanClientConfig());
        follower.client = client;
        client.addAuthInfo(ZooKeeperSecret.SCHEME, secret.credentials());
        return client;
    }

    private StoreException unreachable(Exception cause) {
        return new StoreException(
                "The record store at " + connectString + " is not reachable.", cause);
    }

    /** Told of one client's connection; what it says of a client given up counts no more. */
    private final class Follower implements Watcher {
        /** Set before the lock is free, which every event takes. */
        private @Nullable ZooKeeper client;

        @Override
        public void process(WatchedEvent event) {
            lock.lock();
            try {
                if (!Objects.equals(client, current)) {
                    return;
                }
                switch (event.getState()) {
                    case SyncConnected -> connected = true;
                    case Disconnected -> connected = false;
                    case Expired, Closed, AuthFailed -> {
                        connected = false;
                        current = null;
                    }
                    default -> {}
                }
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
