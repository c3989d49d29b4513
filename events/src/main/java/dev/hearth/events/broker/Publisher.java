package dev.hearth.events.broker;

import dev.hearth.foundation.actor.Mailbox;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.SendAcknowledgementHandler;
import org.jspecify.annotations.Nullable;

/**
 * Sends without waiting: the broker gathers what arrives together into one fsync and confirms each.
 * Safe for use by many threads.
 */
public final class Publisher {
    private final ClientSession session;
    private final ClientProducer producer;
    private final Mailbox turn = new Mailbox();
    private final Set<Confirmation> unconfirmed = ConcurrentHashMap.newKeySet();
    private volatile @Nullable BrokerException broken;

    Publisher(ClientSession session) throws ActiveMQException {
        this.session = session;
        this.producer = session.createProducer();
    }

    /**
     * Never blocks.
     *
     * @return completes when the message is on disk; fails with {@link BrokerException}, and then
     *     it may or may not be
     */
    public CompletableFuture<Void> send(Outgoing outgoing) {
        Confirmation confirmation = new Confirmation();
        turn.run(() -> send(outgoing, confirmation));
        return confirmation;
    }

    private void send(Outgoing outgoing, Confirmation confirmation) {
        unconfirmed.add(confirmation);
        BrokerException reason = broken;
        if (reason != null) {
            confirmation.fail(reason);
            return;
        }
        try {
            producer.send(
                    SimpleString.of(outgoing.queue()), message(session, outgoing), confirmation);
        } catch (ActiveMQException | RuntimeException e) {
            confirmation.fail(new BrokerException("sending failed: " + e, e));
        }
    }

    static ClientMessage message(ClientSession session, Outgoing outgoing) {
        ClientMessage message = session.createMessage(true);
        message.getBodyBuffer().writeBytes(outgoing.body());
        return message;
    }

    /** The connection is gone: what is not confirmed now never will be. */
    void fail(BrokerException reason) {
        broken = reason;
        unconfirmed.forEach(confirmation -> confirmation.fail(reason));
    }

    private final class Confirmation extends CompletableFuture<Void>
            implements SendAcknowledgementHandler {
        @Override
        public void sendAcknowledged(Message message) {
            unconfirmed.remove(this);
            complete(null);
        }

        @Override
        public void sendFailed(Message message, Exception e) {
            fail(new BrokerException("the broker refused a message: " + e, e));
        }

        void fail(BrokerException reason) {
            unconfirmed.remove(this);
            completeExceptionally(reason);
        }
    }
}
