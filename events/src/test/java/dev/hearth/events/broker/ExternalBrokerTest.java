package dev.hearth.events.broker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.events.testing.BrokerProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.core.client.impl.ClientSessionFactoryInternal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A plain broker in a process of its own, reached over TCP. */
@Timeout(60)
class ExternalBrokerTest {
    private static final String QUEUE = "hearth.lane.7";
    private static final int WINDOW = 64 << 10;

    @TempDir private Path folder;
    private BrokerProcess process;

    @BeforeEach
    void start() throws Exception {
        process = BrokerProcess.start(folder);
    }

    @AfterEach
    void stop() {
        process.close();
    }

    private BrokerConnection connect() {
        return new ExternalBroker(process.url()).connect();
    }

    private static void send(BrokerConnection connection, byte[] body) throws Exception {
        connection.create(QUEUE);
        connection.publisher().send(new Outgoing(QUEUE, body)).get(20, TimeUnit.SECONDS);
    }

    private static Received receive(Transactions transactions) {
        return transactions.receiver(QUEUE, WINDOW).receive().orElseThrow();
    }

    @Test
    void keepsWhatItConfirmedAndItsQueuesThroughAKill() throws Exception {
        BrokerConnection before = connect();
        send(before, new byte[] {1});
        process.kill();
        assertNotNull(before.lost().get(20, TimeUnit.SECONDS));
        assertThrows(BrokerException.class, this::connect);
        process.startAgain();
        try (BrokerConnection after = connect()) {
            Transactions transactions = after.transactions();
            Received received = receive(transactions);
            assertArrayEquals(new byte[] {1}, received.body());
            transactions.commit(List.of(received), List.of());
            assertEquals(0, after.depth(QUEUE));
        }
        // Empty and read by nobody, it is still there: a queue made by itself would be gone.
        try (BrokerConnection later = connect()) {
            assertTrue(later.depths("hearth.lane.").containsKey(QUEUE));
        }
    }

    @Test
    void givesNoMessageUpHoweverOftenItsReaderDies() throws Exception {
        try (BrokerConnection sender = connect()) {
            send(sender, new byte[] {1});
            for (int i = 0; i < 12; i++) {
                receiveAndDie();
            }
            try (BrokerConnection last = connect()) {
                assertArrayEquals(new byte[] {1}, receive(last.transactions()).body());
            }
            assertEquals(0, sender.depth("DLQ"));
        }
    }

    /** Its connection ends without a word, as a process that dies leaves it. */
    private void receiveAndDie() throws Exception {
        try (ServerLocator locator =
                ActiveMQClient.createServerLocator(process.url()).setReconnectAttempts(0)) {
            var connection = (ClientSessionFactoryInternal) locator.createSessionFactory();
            ClientSession session = connection.createSession(false, false, 0);
            session.start();
            assertNotNull(session.createConsumer(QUEUE).receive(20_000));
            CompletableFuture<String> dead = new CompletableFuture<>();
            connection.addFailoverListener(event -> dead.complete(event.name()));
            connection.getConnection().getTransportConnection().forceClose();
            // Closed before it has noticed, it would wait for the broker's answer.
            dead.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void asksForItsDiskWithoutLeavingQueuesBehind() throws Exception {
        try (BrokerConnection connection = connect();
                ServerLocator locator = ActiveMQClient.createServerLocator(process.url());
                ClientSession session = locator.createSessionFactory().createSession();
                Management management = new Management(session)) {
            assertTrue(connection.diskUse().isPresent());
            String before = management.attribute("queueCount");
            for (int i = 0; i < 5; i++) {
                assertTrue(connection.diskUse().isPresent());
            }
            assertEquals(before, management.attribute("queueCount"));
        }
    }

    @Test
    void carriesTheLargestEvent() throws Exception {
        byte[] body = new byte[1_100_000];
        new Random(1).nextBytes(body);
        try (BrokerConnection connection = connect()) {
            send(connection, body);
            Transactions transactions = connection.transactions();
            Receiver receiver = transactions.receiver(QUEUE, WINDOW);
            Received received = receiver.receive().orElseThrow();
            assertArrayEquals(body, received.body());
            transactions.commit(List.of(received), List.of(new Outgoing(QUEUE, body)));
            assertArrayEquals(body, receiver.receive().orElseThrow().body());
        }
    }
}
