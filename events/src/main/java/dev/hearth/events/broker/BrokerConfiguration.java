package dev.hearth.events.broker;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** How the embedded broker is set up: durable, small, and with a ceiling on its memory. */
final class BrokerConfiguration {
    static final String JOURNAL = "journal";
    static final String JOURNAL_SUFFIX = ".amq";
    static final String BINDINGS = "bindings";

    /** Events in heap over all queues; beyond it they are in pages on disk only. */
    private static final long MEMORY = 16L << 20;

    private static final long MEMORY_PER_QUEUE = 2L << 20;
    private static final int PAGE = 1 << 20;

    /** What is read ahead of a queue's consumers. */
    private static final int READ_AHEAD = 256 << 10;

    /** One for each function that has fallen behind. */
    private static final String MANY = "hearth.own.#";

    private static final int READ_AHEAD_OF_MANY = 32 << 10;

    /** With what its consumers have and have not acknowledged: more than a lane lets out. */
    private static final int READ = 4 << 20;

    private static final int JOURNAL_FILE = 10 << 20;

    /** One event of the largest size, with what belongs to it, must fit in. */
    private static final int JOURNAL_BUFFER = 3 << 20;

    /** How long a write waits for others to share its fsync; the default costs 3 ms a write. */
    private static final Duration GATHERING = Duration.ofNanos(200_000);

    private BrokerConfiguration() {}

    static Configuration embedded(Path folder, String url) throws Exception {
        Configuration configuration =
                new ConfigurationImpl()
                        .setName("hearth")
                        .setSecurityEnabled(false)
                        .setJMXManagementEnabled(false)
                        .setMessageExpiryScanPeriod(-1)
                        .setAddressQueueScanPeriod(-1)
                        .setThreadPoolMaxSize(4)
                        .setScheduledThreadPoolMaxSize(1)
                        .setGracefulShutdownEnabled(false)
                        .setCriticalAnalyzer(false)
                        .setGlobalMaxSize(MEMORY)
                        // Room on disk is watched where events are added, not by stopping senders.
                        .setMaxDiskUsage(-1)
                        .addAcceptorConfiguration("inside", url)
                        .addAddressSetting("#", queues())
                        .addAddressSetting(MANY, queues().setPrefetchPageBytes(READ_AHEAD_OF_MANY));
        journal(configuration, folder);
        return configuration;
    }

    private static void journal(Configuration configuration, Path folder) {
        configuration
                .setPersistenceEnabled(true)
                .setJournalType(JournalType.NIO)
                .setJournalDirectory(folder.resolve(JOURNAL).toString())
                .setBindingsDirectory(folder.resolve(BINDINGS).toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .setPagingDirectory(folder.resolve("pages").toString())
                .setJournalSyncTransactional(true)
                .setJournalSyncNonTransactional(true)
                .setJournalBufferTimeout_NIO((int) GATHERING.toNanos())
                .setJournalBufferSize_NIO(JOURNAL_BUFFER)
                .setJournalFileSize(JOURNAL_FILE)
                .setPageSyncTimeout((int) GATHERING.toNanos())
                .setJournalMinFiles(2)
                .setJournalPoolFiles(4);
        configuration.setBrokerInstance(folder.toFile());
    }

    private static AddressSettings queues() {
        return new AddressSettings()
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                .setMaxSizeBytes(MEMORY_PER_QUEUE)
                .setPageSizeBytes(PAGE)
                .setMaxReadPageBytes(READ)
                .setMaxReadPageMessages(-1)
                .setPrefetchPageBytes(READ_AHEAD)
                .setPrefetchPageMessages(-1)
                // Retries are decided per function; the broker only gives back what nobody settled.
                .setMaxDeliveryAttempts(-1)
                // Neither is used: without them the broker warns of every queue.
                .setDeadLetterAddress(SimpleString.of("hearth.damaged"))
                .setExpiryAddress(SimpleString.of("hearth.damaged"))
                .setRedeliveryDelay(0)
                .setAutoCreateQueues(false)
                .setAutoCreateAddresses(false)
                .setAutoDeleteQueues(false)
                .setAutoDeleteAddresses(false);
    }
}
