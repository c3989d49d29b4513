package dev.hearth.events.broker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.activemq.artemis.api.core.ActiveMQAddressExistsException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQInterruptedException;
import org.apache.activemq.artemis.api.core.ActiveMQQueueExistsException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.api.core.client.SessionFailureListener;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection to the broker. It is not mended: once {@link #lost}, make another. */
public final class BrokerConnection implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BrokerConnection.class);

    /** How much may be sent and not confirmed before the oldest confirmations are asked for. */
    private static final int CONFIRMATION_WINDOW = 64 << 10;

    /** Above the largest event: what is larger would become a file each. */
    private static final int LARGE = 2 << 20;

    private static final int CALL_TIMEOUT_MILLIS = 10_000;
    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;

    /** A broker elsewhere from which nothing has come for this long is gone. */
    private static final int SILENCE_MILLIS = 10_000;

    /** And what it is to think of us. */
    private static final int OUR_SILENCE_MILLIS = 30_000;

    private final ServerLocator locator;
    private final ServerLocator sending;
    private final ClientSessionFactory connection;
    private final ClientSession management;
    private final Publisher publisher;
    private final CompletableFuture<BrokerException> lost = new CompletableFuture<>();

    private BrokerConnection(ServerLocator locator, ServerLocator sending) throws Exception {
        this.locator = locator;
        this.sending = sending;
        this.connection = locator.createSessionFactory();
        this.management = connection.createSession(true, true, 0);
        this.publisher = Publisher.on(session(sending, true), reason -> fail(reason));
        management.addFailureListener(new Loss());
    }

    /** On a connection of its own, whose loss is the loss of all. */
    private ClientSession session(ServerLocator way, boolean commit) throws Exception {
        ClientSession session = way.createSessionFactory().createSession(commit, commit, 0);
        session.addFailureListener(new Loss());
        return session;
    }

    static BrokerConnection open(String url) {
        List<ServerLocator> locators = new ArrayList<>();
        try {
            // With it, a broker keeps a dead process's session, and all that is out, for a while.
            ServerLocator receiving = locator(url).setConfirmationWindowSize(-1);
            locators.add(receiving);
            ServerLocator sending = locator(url).setConfirmationWindowSize(CONFIRMATION_WINDOW);
            locators.add(sending);
            return new BrokerConnection(receiving, sending);
        } catch (Exception e) {
            locators.forEach(ServerLocator::close);
            throw new BrokerException("no connection to the event queue at " + url + ": " + e, e);
        }
    }

    private static ServerLocator locator(String url) throws Exception {
        ServerLocator locator = ActiveMQClient.createServerLocator(url);
        for (TransportConfiguration way : locator.getStaticTransportConfigurations()) {
            way.getParams()
                    .putIfAbsent(TransportConstants.NETTY_CONNECT_TIMEOUT, CONNECT_TIMEOUT_MILLIS);
        }
        return locator.setClientFailureCheckPeriod(SILENCE_MILLIS)
                .setConnectionTTL(OUR_SILENCE_MILLIS)
                .setUseGlobalPools(false)
                .setThreadPoolMaxSize(4)
                .setScheduledThreadPoolMaxSize(1)
                .setFlowControlThreadPoolMaxSize(1)
                .setReconnectAttempts(0)
                .setInitialConnectAttempts(1)
                .setCallTimeout(CALL_TIMEOUT_MILLIS)
                .setBlockOnDurableSend(false)
                .setBlockOnAcknowledge(false)
                .setAckBatchSize(0)
                .setProducerWindowSize(-1)
                .setMinLargeMessageSize(LARGE);
    }

    /** Completes when the connection has broken, with the reason. */
    public CompletableFuture<BrokerException> lost() {
        return lost.copy();
    }

    /** From now on nothing is confirmed, whatever the broker says. Never blocks. */
    public void fail(BrokerException reason) {
        publisher.fail(reason);
        lost.complete(reason);
    }

    public Publisher publisher() {
        return publisher;
    }

    /** Blocks for a round trip. */
    public Transactions transactions() {
        try {
            return new Transactions(session(locator, false));
        } catch (Exception e) {
            throw new BrokerException("no session at the event queue: " + e, e);
        }
    }

    /**
     * Has somebody else's broker treat our queues well. Blocks for some round trips.
     *
     * @throws BrokerException when it would lose events
     */
    void setUpQueues(String url) {
        try (ClientSession session = connection.createSession(true, true, 0)) {
            QueueSettings.ensure(session, url);
        } catch (ActiveMQException e) {
            throw new BrokerException("cannot look at the settings of " + url + ": " + e, e);
        }
    }

    /**
     * How full its disk is; none when it does not let us ask, or is gone. Blocks for some round
     * trips.
     */
    public Optional<DiskUse> diskUse() {
        try (ClientSession session = connection.createSession(true, true, 0);
                Management management = new Management(session)) {
            return Optional.of(
                    DiskUse.of(
                            Double.parseDouble(management.attribute("diskStoreUsage")),
                            Integer.parseInt(management.attribute("maxDiskUsage"))));
        } catch (Exception e) {
            // What it never allows has been said when its settings were looked at.
            log.debug("the broker does not say how full its disk is", e);
            return Optional.empty();
        }
    }

    /** Makes a durable queue, unless it is there. Blocks for some round trips. */
    public synchronized void create(String queue) {
        try {
            SimpleString address = SimpleString.of(queue);
            createAddress(address);
            management.createQueue(
                    QueueConfiguration.of(queue)
                            .setAddress(queue)
                            .setRoutingType(RoutingType.ANYCAST)
                            .setDurable(true)
                            .setAutoDelete(false));
        } catch (ActiveMQQueueExistsException e) {
            // It is there, whoever made it.
            return;
        } catch (ActiveMQException | ActiveMQInterruptedException e) {
            throw new BrokerException("cannot make the queue " + queue + ": " + e, e);
        }
    }

    private void createAddress(SimpleString address) throws ActiveMQException {
        try {
            management.createAddress(address, RoutingType.ANYCAST, false);
        } catch (ActiveMQAddressExistsException e) {
            // It is there, whoever made it.
            return;
        }
    }

    /**
     * The queues whose name begins so, and how many messages each holds. Blocks for a round trip
     * each.
     */
    public Map<String, Long> depths(String prefix) {
        Map<String, Long> depths = new LinkedHashMap<>();
        for (SimpleString name : named(prefix)) {
            // Not all at once: others have questions in between.
            depths.put(name.toString(), depth(name.toString()));
        }
        return depths;
    }

    private synchronized List<SimpleString> named(String prefix) {
        try {
            return management.addressQuery(SimpleString.of(prefix + "#")).getQueueNames();
        } catch (ActiveMQException | ActiveMQInterruptedException e) {
            throw new BrokerException("cannot list queues: " + e, e);
        }
    }

    /** How many messages a queue holds, those that are out included; 0 for none of that name. */
    public synchronized long depth(String queue) {
        try {
            return management.queueQuery(SimpleString.of(queue)).getMessageCount();
        } catch (ActiveMQException | ActiveMQInterruptedException e) {
            throw new BrokerException("cannot look at the queue " + queue + ": " + e, e);
        }
    }

    @Override
    public void close() {
        try {
            locator.close();
            sending.close();
        } finally {
            publisher.fail(new BrokerException("the connection to the event queue was closed"));
        }
    }

    private final class Loss implements SessionFailureListener {
        @Override
        public void connectionFailed(ActiveMQException reason, boolean failedOver) {
            beforeReconnect(reason);
        }

        @Override
        public void connectionFailed(
                ActiveMQException reason, boolean failedOver, String scaleDownTargetNodeID) {
            beforeReconnect(reason);
        }

        @Override
        public void beforeReconnect(ActiveMQException reason) {
            fail(new BrokerException("the event queue is away: " + reason, reason));
        }
    }
}
