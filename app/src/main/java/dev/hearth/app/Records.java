package dev.hearth.app;

import dev.hearth.foundation.time.Entropy;
import dev.hearth.foundation.time.Timers;
import dev.hearth.state.DataFolder;
import dev.hearth.state.RecordStore;
import dev.hearth.state.zookeeper.EmbeddedZooKeeper;
import dev.hearth.state.zookeeper.ZooKeeperRecords;
import dev.hearth.state.zookeeper.ZooKeeperSecret;
import java.io.IOException;

/** The record store: a ZooKeeper in this process, its data in the data folder. */
final class Records {
    private Records() {}

    static RecordStore open(DataFolder data, Entropy entropy, Timers timers, Closing parts)
            throws IOException {
        ZooKeeperSecret secret = new ZooKeeperSecret(data.secret("records", entropy));
        EmbeddedZooKeeper zooKeeper =
                parts.add(
                        "ZooKeeper",
                        EmbeddedZooKeeper.start(data.folder("records"), secret, timers));
        return parts.add(
                "the records", ZooKeeperRecords.connect(zooKeeper.connectString(), secret));
    }
}
