package dev.hearth.events.lease;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import dev.hearth.foundation.time.SystemTimers;
import dev.hearth.state.RecordStore;
import dev.hearth.state.zookeeper.EmbeddedZooKeeper;
import dev.hearth.state.zookeeper.ZooKeeperRecords;
import dev.hearth.state.zookeeper.ZooKeeperSecret;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same in the real store and in real time. */
final class LeasesOnZooKeeperTest {
    private static final ZooKeeperSecret SECRET = new ZooKeeperSecret(new byte[] {1, 2, 3});
    private static final LeaseTiming TIMING =
            new LeaseTiming(Duration.ofSeconds(2), Duration.ofMillis(300), Duration.ofMillis(500));
    private static final int PATIENCE_SECONDS = 20;

    @TempDir private Path folder;
    private final SystemTimers timers = new SystemTimers();
    private final ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor();
    private EmbeddedZooKeeper server;

    @BeforeEach
    void start() throws IOException {
        server = EmbeddedZooKeeper.start(folder, SECRET, timers);
    }

    @AfterEach
    void stop() {
        server.close();
        tasks.close();
        timers.close();
    }

    private RecordStore connect() {
        return ZooKeeperRecords.connect(server.connectString(), SECRET);
    }

    private Leases leases(RecordStore store, String self, BlockingQueue<String> heard) {
        LeaseListener listener =
                new LeaseListener() {
                    @Override
                    public void gained(Lease lease) {
                        heard.add(lease.key() + " in epoch " + lease.epoch());
                    }

                    @Override
                    public CompletableFuture<Void> lost(String key) {
                        heard.add("lost " + key);
                        return CompletableFuture.completedFuture(null);
                    }
                };
        return new Leases(
                store,
                "/cell-0/test",
                self,
                TIMING,
                Clock.system(),
                timers,
                Entropy.system(),
                tasks,
                listener);
    }

    private static void expect(String words, BlockingQueue<String> heard)
            throws InterruptedException {
        String next = heard.poll(PATIENCE_SECONDS, SECONDS);
        assertNotNull(next, "waited for: " + words);
        assertEquals(words, next);
    }

    @Test
    void aLeaseMovesWhenItsHolderLosesTheStoreAndWhenItEnds() throws InterruptedException {
        BlockingQueue<String> first = new LinkedBlockingQueue<>();
        BlockingQueue<String> second = new LinkedBlockingQueue<>();
        RecordStore lost = connect();
        RecordStore kept = connect();
        Leases one = leases(lost, "one", first);
        Leases two = leases(kept, "two", second);
        Leases three = leases(kept, "three", first);
        try {
            one.want("a");
            expect("a in epoch 1", first);
            two.want("a");

            lost.close();
            expect("lost a", first);
            expect("a in epoch 2", second);

            three.want("a");
            two.close();
            expect("lost a", second);
            expect("a in epoch 3", first);
        } finally {
            one.close();
            two.close();
            three.close();
            kept.close();
        }
    }
}
