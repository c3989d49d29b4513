package dev.hearth.state.zookeeper;

import java.util.Map;
import org.apache.zookeeper.util.ServiceUtils;

/** ZooKeeper takes much of its configuration from system properties, read as its classes load. */
final class ZooKeeperSettings {
    private static final Map<String, String> SERVER =
            Map.of(
                    // A function's record is a few KB: a snapshot every few tens of MB of log.
                    "zookeeper.snapCount", "10000",
                    "zookeeper.snapSizeLimitInKb", "65536",
                    // The log grows by this much at a time, in KB; the default is 64 MB.
                    "zookeeper.preAllocSize", "4096",
                    // Guards against bugs between versions of an ensemble's servers; records in the
                    // log have checksums of their own.
                    "zookeeper.digest.enabled", "false",
                    "zookeeper.admin.enableServer", "false",
                    "zookeeper.maxCnxns", "64",
                    "zookeeper.nio.numWorkerThreads", "2",
                    "zookeeper.jmx.log4j.disable", "true");

    private ZooKeeperSettings() {}

    /** Before any other class of ZooKeeper's is used. A property that was set by hand stays. */
    static void apply() {
        SERVER.forEach((key, value) -> {
            if (System.getProperty(key) == null) {
                System.setProperty(key, value);
            }
        });
        // Otherwise a full disk ends the whole process.
        ServiceUtils.setSystemExitProcedure(ServiceUtils.LOG_ONLY);
    }
}
