package dev.hearth.events.destination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** A queue whose address is long in coming. */
class SlowQueueTest {
    /** Enough that some share the slow one's place in any map. */
    private static final int OTHERS = 200;

    private final SlowAddresses sqs = new SlowAddresses();
    private final SqsRecipient recipient = new SqsRecipient(sqs, new ConcurrentHashMap<>());

    @Test
    void holdsUpNoOther() throws Exception {
        Thread slow = Thread.startVirtualThread(() -> tell("slow"));
        assertTrue(sqs.asked.await(10, TimeUnit.SECONDS));
        CompletableFuture<Void> others = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            for (int i = 0; i < OTHERS; i++) {
                tell("other-" + i);
            }
            others.complete(null);
        });

        others.get(10, TimeUnit.SECONDS);
        assertEquals(OTHERS, sqs.sent.get());
        sqs.answer.countDown();
        slow.join();
        assertEquals(OTHERS + 1, sqs.sent.get());
    }

    private void tell(String queue) {
        String arn = "arn:aws:sqs:us-east-1:000000000000:" + queue;
        recipient.tell(Arn.parse(arn), arn, Endings.success(arn, "1"), Instant.EPOCH);
    }

    private static final class SlowAddresses implements SqsClient {
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch answer = new CountDownLatch(1);
        private final AtomicInteger sent = new AtomicInteger();

        @Override
        public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
            if (request.queueName().equals("slow")) {
                asked.countDown();
                await();
            }
            return GetQueueUrlResponse.builder().queueUrl(request.queueName()).build();
        }

        private void await() {
            try {
                assertTrue(answer.await(30, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public SendMessageResponse sendMessage(SendMessageRequest request) {
            sent.incrementAndGet();
            return SendMessageResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
