package dev.hearth.events.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.client.SendAcknowledgementHandler;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.junit.jupiter.api.Test;

/** What a broker may answer, and when, decided by the test. */
class PublisherTest {
    private static final Message ANY = new CoreMessage(1, 16);

    private final List<SendAcknowledgementHandler> sent = new ArrayList<>();
    private final List<BrokerException> faults = new ArrayList<>();
    private final Publisher publisher =
            new Publisher((outgoing, handler) -> sent.add(handler), faults::add);

    private CompletableFuture<Void> send() {
        return publisher.send(new Outgoing("queue", new byte[] {1}));
    }

    private void confirm(int number) {
        sent.get(number).sendAcknowledged(ANY);
    }

    /** One is under way, so that the next come together. */
    private List<CompletableFuture<Void>> batchOf(int size) {
        CompletableFuture<Void> first = send();
        List<CompletableFuture<Void>> batch = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            batch.add(send());
        }
        confirm(0);
        assertTrue(first.isDone());
        assertEquals(1 + size, sent.size());
        return batch;
    }

    private static void assertRefused(CompletableFuture<Void> future) {
        assertTrue(future.isCompletedExceptionally());
        assertInstanceOf(BrokerException.class, future.exceptionNow());
    }

    @Test
    void believesConfirmationsWhenAllOfABatchAreThere() {
        List<CompletableFuture<Void>> batch = batchOf(3);
        confirm(3);
        confirm(1);
        assertTrue(batch.stream().noneMatch(CompletableFuture::isDone));
        confirm(2);
        assertTrue(batch.stream().allMatch(CompletableFuture::isDone));
        assertTrue(batch.stream().noneMatch(CompletableFuture::isCompletedExceptionally));
    }

    @Test
    void countsASecondAnswerForOneNotAsAnothersFirst() {
        List<CompletableFuture<Void>> batch = batchOf(2);
        confirm(1);
        confirm(1);
        assertFalse(batch.get(0).isDone());
        assertFalse(batch.get(1).isDone());
        confirm(2);
        assertTrue(batch.get(0).isDone() && batch.get(1).isDone());
    }

    @Test
    void refusesOneOfABatchAndConfirmsTheOthers() {
        List<CompletableFuture<Void>> batch = batchOf(2);
        sent.get(1).sendFailed(ANY, new IllegalStateException("full"));
        assertFalse(batch.get(0).isDone());
        confirm(2);
        assertRefused(batch.get(0));
        assertFalse(batch.get(1).isCompletedExceptionally());
    }

    @Test
    void sendsTheNextBatchWhenOneCouldNotBeSent() {
        List<CompletableFuture<Void>> answers = new ArrayList<>();
        Publisher failing =
                new Publisher(
                        (outgoing, handler) -> {
                            if (answers.isEmpty()) {
                                throw new ActiveMQException("gone");
                            }
                            handler.sendAcknowledged(ANY);
                        },
                        faults::add);
        answers.add(failing.send(new Outgoing("queue", new byte[] {1})));
        answers.add(failing.send(new Outgoing("queue", new byte[] {2})));
        assertRefused(answers.getFirst());
        assertTrue(answers.getLast().isDone());
        assertFalse(answers.getLast().isCompletedExceptionally());
    }

    @Test
    void answersAllWhenTheConnectionBreaksAndAllWhoComeLater() {
        CompletableFuture<Void> underWay = send();
        CompletableFuture<Void> waiting = send();
        publisher.fail(new BrokerException("away"));
        assertRefused(underWay);
        assertRefused(waiting);
        assertRefused(send());
        assertEquals(1, sent.size());
    }

    @Test
    void answersWhatIsSentWhileTheConnectionBreaks() {
        List<CompletableFuture<Void>> answers = new ArrayList<>();
        Publisher[] breaking = new Publisher[1];
        breaking[0] =
                new Publisher(
                        (outgoing, handler) -> {
                            breaking[0].fail(new BrokerException("away"));
                            answers.add(breaking[0].send(new Outgoing("queue", new byte[] {2})));
                        },
                        faults::add);
        answers.add(breaking[0].send(new Outgoing("queue", new byte[] {1})));
        assertEquals(2, answers.size());
        answers.forEach(PublisherTest::assertRefused);
    }

    @Test
    void tellsWhichBatchIsNotConfirmed() {
        assertEquals(Publisher.NOTHING, publisher.underWay());
        batchOf(2);
        long second = publisher.underWay();
        assertNotEquals(Publisher.NOTHING, second);
        confirm(1);
        long progressed = publisher.underWay();
        assertNotEquals(second, progressed);
        assertNotEquals(Publisher.NOTHING, progressed);
        assertEquals(progressed, publisher.underWay());
        confirm(2);
        assertEquals(Publisher.NOTHING, publisher.underWay());
        var _ = send();
        assertNotEquals(second, publisher.underWay());
        assertNotEquals(progressed, publisher.underWay());
    }
}
