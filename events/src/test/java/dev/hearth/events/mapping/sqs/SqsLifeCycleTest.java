package dev.hearth.events.mapping.sqs;

import static dev.hearth.events.mapping.FakeFunction.answer;
import static dev.hearth.events.mapping.FakeFunction.failure;
import static dev.hearth.events.mapping.sqs.TestQueues.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.error.ThrottleReason;
import dev.hearth.events.mapping.EventSourceMappings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Mappings that begin, change, end, move, and meet trouble. */
final class SqsLifeCycleTest extends SqsTest {
    private static final String GONE =
            "PROBLEM: Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue does not exist.";

    @Test
    void stopsAndGoesOnAsItsOwnerSays() {
        run(mapping());
        awaitReport("settled m1 1");
        run(mapping().generation(2).disabled());
        awaitReport("settled m1 2");

        send("later");
        sleep(Duration.ofSeconds(1));
        assertEquals(List.of(), function.bodies());
        assertEquals(1, queues.depth(url));

        run(mapping().generation(3));
        awaitEmpty();
        assertEquals(List.of("later"), function.bodies());
        mappings.mappingRemoved("m1");
        awaitReport("stopped m1");
        send("too late");
        sleep(Duration.ofSeconds(1));
        assertEquals(1, queues.depth(url));
    }

    @Test
    void takesUpAChangeAtOnceThoughAnOldPollIsOpen() {
        run(mapping());
        awaitReport("settled m1 1");
        run(mapping().generation(2).filters("{\"body\":[\"yes\"]}"));
        awaitReport("settled m1 2");

        send("no");
        send("yes");
        awaitEmpty();

        assertEquals(List.of("yes"), function.bodies());
    }

    @Test
    void saysThatTheQueueIsGoneAndRecoversWhenItReturns() {
        run(mapping());
        awaitReport("settled m1 1");

        queues.client.deleteQueue(r -> r.queueUrl(url));
        await("the problem", Duration.ofSeconds(60), () -> progress.seen().contains(GONE));

        url = queues.create(queue, Map.of());
        send("back");
        await("the message", () -> function.bodies().equals(List.of("back")));
        awaitEmpty();
    }

    @Test
    void noticesThatTheQueuesVisibilityTimeoutHasChanged() {
        function.does(event -> failure());
        run(mapping());
        awaitReport("settled m1 1");

        queues.client.setQueueAttributes(r ->
                r.queueUrl(url).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "30")));
        passTime(Duration.ofSeconds(61));
        // A poll that is open asks for the timeout of before; it ends after 2 s.
        sleep(Duration.ofMillis(2_500));
        send("once in 30 s");
        await("the message", () -> function.bodies().size() == 1);
        sleep(Duration.ofSeconds(4));

        assertEquals(1, function.bodies().size());
    }

    @Test
    void goesOnWhenTheQueuesServerWasAwayForAWhile() {
        run(mapping());
        awaitReport("settled m1 1");
        int port = queues.port();

        queues.close();
        awaitReport(
                "PROBLEM: Connection error. Please check your event source connection configuration.");
        queues = new TestQueues(port);
        url = queues.create(queue, Map.of());
        send("back");

        await("the message", () -> function.bodies().equals(List.of("back")));
        awaitEmpty();
        await("the last result", () -> progress.seen().getLast().equals("OK"));
    }

    @Test
    void givesMessagesAgainWhenTheirFunctionIsThereAgain() {
        AtomicInteger invokes = new AtomicInteger();
        function.does(event -> {
            if (invokes.incrementAndGet() < 3) {
                throw new ApiException(ErrorCode.RESOURCE_NOT_FOUND, "Function not found: f");
            }
            return answer("null");
        });
        send("patient");

        run(mapping());
        awaitEmpty();

        assertEquals(List.of("patient", "patient", "patient"), function.bodies());
        assertTrue(progress.seen().contains("PROBLEM: Function call failed"));
        await("the last result", () -> progress.seen().getLast().equals("OK"));
    }

    @Test
    void asksAgainWhileTheFunctionIsThrottled() {
        AtomicInteger invokes = new AtomicInteger();
        function.does(event -> {
            if (invokes.incrementAndGet() < 4) {
                throw ApiException.throttled(ThrottleReason.RESERVED_CONCURRENCY);
            }
            return answer("null");
        });
        send("patient");

        run(mapping());
        awaitEmpty();

        assertEquals(4, function.bodies().size());
        String receives =
                function.events()
                        .getLast()
                        .path("Records")
                        .path(0)
                        .path("attributes")
                        .path("ApproximateReceiveCount")
                        .stringValue();
        assertTrue(Integer.parseInt(receives) < 4, receives);
    }

    @Test
    void goesOnWithAllItsPollersAfterFaultsOfThisServers() {
        function.isNotReached(new StackOverflowError("as the test says"));
        function.isNotReached(new StackOverflowError("as the test says, once more"));
        send("patient");

        run(mapping().maximumConcurrency(2));
        awaitEmpty();

        assertEquals(List.of("patient"), function.bodies());
        assertTrue(progress.seen().contains("PROBLEM: internal error"));
    }

    @Test
    void leavesMessagesOfAFunctionThatIsGoneToTheDeadLetterQueue() {
        String dead = createRedriven(1);
        function.does(event -> {
            throw new ApiException(ErrorCode.RESOURCE_NOT_FOUND, "Function not found: f");
        });
        send("unclaimed");

        run(mapping());

        await("the dead letter", () -> queues.depth(dead) == 1);
        assertEquals(1, function.bodies().size());
        assertTrue(progress.seen().contains("PROBLEM: Function call failed"));
    }

    @Test
    void anotherProcessGoesOnWhenOneEnds() {
        EventSourceMappings other = process("two");
        try {
            run(mapping());
            awaitReport("settled m1 1");
            other.mappingChanged(mapping().build());
            mappings.close();

            send("taken over");
            awaitEmpty();

            assertEquals(List.of("taken over"), function.bodies());
        } finally {
            other.close();
        }
    }

    @Test
    void beginsNothingWhenTheServerIsAboutToStopAndLetsABatchEnd() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        function.does(event -> {
            begun.countDown();
            sleep(Duration.ofSeconds(1));
            return answer("null");
        });
        run(mapping().batchSize(1));
        send("first");
        assertTrue(begun.await(20, TimeUnit.SECONDS));

        mappings.quiesce();
        send("second");
        mappings.close();

        assertEquals(List.of("first"), function.bodies());
        assertEquals(1, queues.depth(url), "the first was deleted, the second is shown");
    }
}
