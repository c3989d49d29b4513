package dev.hearth.events.testing;

import java.nio.file.Path;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/**
 * An Apache Artemis as its users have it after {@code artemis create --allow-anonymous}: nothing is
 * set for us. It makes and deletes queues by itself, and gives a message up after ten deliveries.
 */
final class PlainBroker {
    private static final String DEAD_LETTERS = "DLQ";
    private static final String EXPIRED = "ExpiryQueue";

    private PlainBroker() {}

    /** Arguments: its folder, its port, percent of the disk it may use. */
    public static void main(String[] args) throws Exception {
        Configuration configuration =
                configuration(Path.of(args[0]), Integer.parseInt(args[1]))
                        .setMaxDiskUsage(Integer.parseInt(args[2]));
        ActiveMQServer server = new ActiveMQServerImpl(configuration);
        server.start();
        ChildJvm.ready();
        ChildJvm.waitForParent();
        Runtime.getRuntime().halt(0);
    }

    private static Configuration configuration(Path data, int port) throws Exception {
        return new ConfigurationImpl()
                .setSecurityEnabled(false)
                .setJournalDirectory(data.resolve("journal").toString())
                .setBindingsDirectory(data.resolve("bindings").toString())
                .setLargeMessagesDirectory(data.resolve("large-messages").toString())
                .setPagingDirectory(data.resolve("paging").toString())
                .addAcceptorConfiguration("artemis", "tcp://127.0.0.1:" + port)
                .addAddressSetting(
                        "#",
                        new AddressSettings()
                                .setDeadLetterAddress(SimpleString.of(DEAD_LETTERS))
                                .setExpiryAddress(SimpleString.of(EXPIRED))
                                .setMaxReadPageBytes(20 << 20))
                .addAddressConfiguration(queue(DEAD_LETTERS))
                .addAddressConfiguration(queue(EXPIRED));
    }

    private static CoreAddressConfiguration queue(String name) {
        return new CoreAddressConfiguration()
                .setName(name)
                .addRoutingType(RoutingType.ANYCAST)
                .addQueueConfig(
                        QueueConfiguration.of(name)
                                .setAddress(name)
                                .setRoutingType(RoutingType.ANYCAST));
    }
}
