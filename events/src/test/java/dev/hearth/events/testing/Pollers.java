package dev.hearth.events.testing;

import dev.hearth.events.queue.DurableEventQueue;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.SystemTimers;
import dev.hearth.state.RecordStore;
import dev.hearth.state.zookeeper.EmbeddedZooKeeper;
import dev.hearth.state.zookeeper.ZooKeeperRecords;
import dev.hearth.state.zookeeper.ZooKeeperSecret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An installation whose events are drained by processes of their own: a broker, a record store, and
 * some {@link Poller}s.
 */
public final class Pollers implements AutoCloseable {
    static final ZooKeeperSecret SECRET = new ZooKeeperSecret(new byte[] {4, 5, 6});

    private final int ledgerPort;
    private final SystemTimers timers = new SystemTimers();
    private final EmbeddedZooKeeper store;
    private final RecordStore records;
    private final BrokerProcess broker;
    private final List<ChildJvm> processes = new ArrayList<>();

    public Pollers(Path folder, int count, int ledgerPort) throws IOException {
        this.ledgerPort = ledgerPort;
        this.store = EmbeddedZooKeeper.start(folder.resolve("records"), SECRET, timers);
        this.records = ZooKeeperRecords.connect(store.connectString(), SECRET);
        this.broker = BrokerProcess.start(folder.resolve("broker"));
        for (int i = 0; i < count; i++) {
            processes.add(launch(i));
        }
    }

    private ChildJvm launch(int number) throws IOException {
        return ChildJvm.start(
                Poller.class,
                "poller-" + number,
                broker.url(),
                store.connectString(),
                Integer.toString(ledgerPort));
    }

    public BrokerProcess broker() {
        return broker;
    }

    /** As {@code kill -9}. */
    public void kill(int number) throws InterruptedException {
        processes.get(number).kill();
    }

    public void startAgain(int number) throws IOException {
        processes.set(number, launch(number));
    }

    /** A way in that takes nothing out: no lane is its own. */
    public DurableEventQueue writer() {
        return Poller.queue("writer", broker.url(), records, Clock.system(), timers);
    }

    @Override
    public void close() {
        processes.forEach(ChildJvm::close);
        broker.close();
        records.close();
        store.close();
        timers.close();
    }
}
