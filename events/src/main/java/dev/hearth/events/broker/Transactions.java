package dev.hearth.events.broker;

import java.util.List;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQInterruptedException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;

/**
 * Receives, and acknowledges and sends in transactions. Receivers may each have a thread of their
 * own; commits are for one thread.
 */
public final class Transactions implements AutoCloseable {
    private static final int ANY_RATE = -1;

    private final ClientSession session;
    private final ClientProducer producer;

    Transactions(ClientSession session) throws ActiveMQException {
        this.session = session;
        this.producer = session.createProducer();
        session.start();
    }

    // A session answers one caller at a time: making receivers, closing them and committing must
    // take turns.

    /**
     * Blocks for a round trip. The queue must exist.
     *
     * @param window bytes that may be on their way to the receiver, beside one message
     */
    public synchronized Receiver receiver(String queue, int window) {
        try {
            SimpleString name = SimpleString.of(queue);
            return new Receiver(session.createConsumer(name, null, window, ANY_RATE, false));
        } catch (ActiveMQException | ActiveMQInterruptedException e) {
            throw new BrokerException("cannot receive from " + queue + ": " + e, e);
        }
    }

    /**
     * What it has taken and nobody acknowledged goes back to the queue. Blocks for a round trip.
     */
    public synchronized void close(Receiver receiver) {
        receiver.close();
    }

    /**
     * Acknowledges and sends, all or nothing. Blocks until that is on disk.
     *
     * @throws BrokerException when it may or may not have happened; this object is of no use then
     */
    public synchronized void commit(List<Received> acknowledged, List<Outgoing> sent) {
        try {
            for (Outgoing outgoing : sent) {
                producer.send(outgoing.queue(), Publisher.message(session, outgoing));
            }
            for (Received received : acknowledged) {
                received.message().individualAcknowledge();
            }
            session.commit();
        } catch (ActiveMQException | RuntimeException e) {
            throw new BrokerException("a transaction failed: " + e, e);
        }
    }

    /** What is not acknowledged goes back to its queues. */
    @Override
    public void close() {
        try {
            session.close();
        } catch (ActiveMQException e) {
            throw new BrokerException("closing a session failed: " + e, e);
        }
    }
}
