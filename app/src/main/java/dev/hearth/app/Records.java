package dev.hearth.app;

import dev.hearth.foundation.lifecycle.Closing;
import dev.hearth.foundation.time.Entropy;
import dev.hearth.foundation.time.Timers;
import dev.hearth.state.DataFolder;
import dev.hearth.state.RecordStore;
import dev.hearth.state.zookeeper.EmbeddedZooKeeper;
import dev.hearth.state.zookeeper.ZooKeeperRecords;
import dev.hearth.state.zookeeper.ZooKeeperSecret;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/**
 * The record store: a ZooKeeper in this process, its data in the data folder.
 *
 * @param writable false once a write has failed for good, until a restart
 */
record Records(RecordStore store, BooleanSupplier writable) {
    static Records open(DataFolder data, Entropy entropy, Timers timers, Closing parts)
            throws IOException {
        ZooKeeperSecret secret = new ZooKeeperSecret(data.secret("records", entropy));
        EmbeddedZooKeeper zooKeeper =
                parts.add(
                        "ZooKeeper",
                        EmbeddedZooKeeper.start(data.folder("records"), secret, timers));
        RecordStore store =
                parts.add(
                        "the records", ZooKeeperRecords.connect(zooKeeper.connectString(), secret));
        return new Records(store, zooKeeper::healthy);
    }
}
