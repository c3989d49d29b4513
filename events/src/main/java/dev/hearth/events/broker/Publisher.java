package dev.hearth.events.broker;

import dev.hearth.foundation.actor.Mailbox;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.SendAcknowledgementHandler;
import org.jspecify.annotations.Nullable;

/**
 * Sends without making anybody wait: what comes while some messages are being written is sent
 * together when all of those are. Safe for use by many threads.
 *
 * <p>One batch at a time, because the broker does not confirm what it has written, but as many as
 * it has written: of two messages on one session, one into the journal and one into a page, or each
 * into a page of its own queue, the slower one is confirmed when the faster one is on disk. Only
 * when all are confirmed, all are written.
 */
public final class Publisher {
    /** So that the first of a batch do not wait for too many others. */
    private static final int MOST_AT_ONCE = 512;

    private static final int MOST_BYTES_AT_ONCE = 4 << 20;

    /** What {@link #underWay} answers when nothing is. */
    public static final long NOTHING = 0;

    private final Way way;
    private final Mailbox turn;
    private final Set<Sending> unconfirmed = ConcurrentHashMap.newKeySet();
    private final Deque<Sending> waiting = new ArrayDeque<>();
    private final List<Sending> batch = new ArrayList<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicLong batches = new AtomicLong();
    private volatile @Nullable BrokerException broken;

    /** To the broker: answers the handler some time later, in any order, or throws. */
    interface Way {
        void send(Outgoing outgoing, SendAcknowledgementHandler handler) throws ActiveMQException;
    }

    /**
     * @param onFault told when this cannot go on, and is to {@link #fail}
     */
    Publisher(Way way, Consumer<BrokerException> onFault) {
        this.way = way;
        this.turn = new Mailbox(fault -> onFault.accept(BrokerException.of(fault)));
    }

    static Publisher on(ClientSession session, Consumer<BrokerException> onFault)
            throws ActiveMQException {
        ClientProducer producer = session.createProducer();
        return new Publisher(
                (outgoing, handler) -> {
                    SimpleString queue = SimpleString.of(outgoing.queue());
                    producer.send(queue, message(session, outgoing), handler);
                },
                onFault);
    }

    /**
     * Never blocks.
     *
     * @return completes when the message is on disk; fails with {@link BrokerException}, and then
     *     it may or may not be
     */
    public CompletableFuture<Void> send(Outgoing outgoing) {
        Sending sending = new Sending(outgoing);
        turn.run(() -> queue(sending));
        return sending.durable;
    }

    private void queue(Sending sending) {
        // In this order: whoever breaks it in between finds this one among the unconfirmed.
        unconfirmed.add(sending);
        BrokerException reason = broken;
        if (reason != null) {
            sending.end(reason);
            return;
        }
        waiting.add(sending);
        if (batch.isEmpty()) {
            sendBatch();
        }
    }

    private void sendBatch() {
        long bytes = 0;
        while (!waiting.isEmpty() && batch.size() < MOST_AT_ONCE && bytes < MOST_BYTES_AT_ONCE) {
            Sending next = waiting.remove();
            bytes += next.outgoing.body().length;
            batch.add(next);
        }
        batches.incrementAndGet();
        unanswered.set(batch.size());
        List.copyOf(batch).forEach(this::send);
    }

    private void send(Sending sending) {
        try {
            way.send(sending.outgoing, sending);
        } catch (ActiveMQException | RuntimeException | Error e) {
            sending.refused(new BrokerException("sending failed: " + e, e));
        }
    }

    private void answered(Sending sending) {
        // A second answer for one would count as another's first.
        if (sending.answered.compareAndSet(false, true) && unanswered.decrementAndGet() == 0) {
            turn.run(this::batchWritten);
        }
    }

    private void batchWritten() {
        List<Sending> written = List.copyOf(batch);
        batch.clear();
        sendBatch();
        written.forEach(sending -> sending.end(null));
    }

    /**
     * {@link #NOTHING}, or a number for what waits for confirmations, which is another after each.
     */
    public long underWay() {
        long left = unanswered.get();
        return left == 0 ? NOTHING : batches.get() * (MOST_AT_ONCE + 1) + left;
    }

    static ClientMessage message(ClientSession session, Outgoing outgoing) {
        ClientMessage message = session.createMessage(true);
        message.getBodyBuffer().writeBytes(outgoing.body());
        return message;
    }

    /** The connection is gone: what is not confirmed now never will be. */
    void fail(BrokerException reason) {
        broken = reason;
        unconfirmed.forEach(sending -> sending.end(reason));
    }

    private final class Sending implements SendAcknowledgementHandler {
        private final Outgoing outgoing;
        private final CompletableFuture<Void> durable = new CompletableFuture<>();
        private final AtomicBoolean answered = new AtomicBoolean();
        private volatile @Nullable BrokerException refusal;

        Sending(Outgoing outgoing) {
            this.outgoing = outgoing;
        }

        @Override
        public void sendAcknowledged(Message message) {
            answered(this);
        }

        @Override
        public void sendFailed(Message message, Exception e) {
            refused(new BrokerException("the broker refused a message: " + e, e));
        }

        void refused(BrokerException reason) {
            refusal = reason;
            answered(this);
        }

        void end(@Nullable BrokerException failure) {
            unconfirmed.remove(this);
            BrokerException reason = failure != null ? failure : refusal;
            if (reason == null) {
                durable.complete(null);
            } else {
                durable.completeExceptionally(reason);
            }
        }
    }
}
