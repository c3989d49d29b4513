package dev.hearth.events.broker;

import java.time.Duration;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQInterruptedException;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.jspecify.annotations.Nullable;

/** Takes messages from one queue; for one thread. */
public final class Receiver implements AutoCloseable {
    private final ClientConsumer consumer;
    private volatile boolean closed;

    Receiver(ClientConsumer consumer) {
        this.consumer = consumer;
    }

    /**
     * Blocks until there is one.
     *
     * @return none when this receiver or its connection has been closed, or the thread interrupted
     */
    public Optional<Received> receive() {
        try {
            return wrap(consumer.receive());
        } catch (ActiveMQInterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ActiveMQException e) {
            throw new BrokerException("receiving failed: " + e, e);
        }
    }

    /** Blocks for a round trip at most. */
    public Optional<Received> receiveNow() {
        try {
            return wrap(consumer.receiveImmediate());
        } catch (ActiveMQException | ActiveMQInterruptedException e) {
            throw new BrokerException("receiving failed: " + e, e);
        }
    }

    /** Blocks for so long at most. */
    public Optional<Received> receive(Duration patience) {
        try {
            return wrap(consumer.receive(patience.toMillis()));
        } catch (ActiveMQException | ActiveMQInterruptedException e) {
            throw new BrokerException("receiving failed: " + e, e);
        }
    }

    private static Optional<Received> wrap(@Nullable ClientMessage message)
            throws ActiveMQException {
        return message == null ? Optional.empty() : Optional.of(Received.of(message));
    }

    /** What it has taken cannot be acknowledged any more. */
    public boolean isClosed() {
        return closed;
    }

    /** What it has taken and nobody acknowledged goes back to the queue. */
    @Override
    public void close() {
        closed = true;
        try {
            consumer.close();
        } catch (ActiveMQException | ActiveMQInterruptedException e) {
            throw new BrokerException("closing a receiver failed: " + e, e);
        }
    }
}
