package dev.hearth.events.mapping.sqs;

import static dev.hearth.events.mapping.sqs.TestQueues.await;

import dev.hearth.events.lease.LeaseTiming;
import dev.hearth.events.lease.MemoryRecords;
import dev.hearth.events.mapping.EventSourceMappings;
import dev.hearth.events.mapping.FakeFunction;
import dev.hearth.events.mapping.SeenProgress;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import dev.hearth.foundation.time.Pause;
import dev.hearth.foundation.time.SystemTimers;
import dev.hearth.state.RecordStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What tests of mappings that read a third party's SQS have in common; a queue for each test. */
abstract class SqsTest {
    private static final LeaseTiming LEASES =
            new LeaseTiming(Duration.ofSeconds(2), Duration.ofMillis(300), Duration.ofMillis(500));
    private static final AtomicInteger NAMES = new AtomicInteger();

    static TestQueues queues;

    final FakeFunction function = new FakeFunction();
    final SeenProgress progress = new SeenProgress();
    final SystemTimers timers = new SystemTimers();
    final RecordStore records = new MemoryRecords();
    String queue = "";
    String url = "";
    EventSourceMappings mappings;
    private final AtomicLong aheadNanos = new AtomicLong();

    @BeforeAll
    static void startQueues() {
        queues = new TestQueues();
    }

    @AfterAll
    static void stopQueues() {
        queues.close();
    }

    @BeforeEach
    void start() {
        mappings = process("one");
        queue = "orders-" + NAMES.incrementAndGet();
        url = queues.create(queue, Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "2"));
    }

    @AfterEach
    void stop() {
        function.close();
        mappings.close();
        timers.close();
    }

    /** The events role of one process among those that share the records. */
    EventSourceMappings process(String name) {
        Clock clock = Clock.system();
        Entropy entropy = Entropy.system();
        return new EventSourceMappings(
                function,
                progress,
                records,
                name,
                LEASES,
                List.of(new SqsSource(queues.settings(), new Ahead(), timers, entropy)),
                clock,
                timers,
                entropy);
    }

    /** Lets sources believe that so much time has passed. */
    void passTime(Duration length) {
        aheadNanos.addAndGet(length.toNanos());
    }

    private final class Ahead implements Clock {
        @Override
        public Instant now() {
            return Clock.system().now().plusNanos(aheadNanos.get());
        }

        @Override
        public long nanos() {
            return Clock.system().nanos() + aheadNanos.get();
        }
    }

    void createFifo(Map<QueueAttributeName, String> more) {
        Map<QueueAttributeName, String> attributes = new HashMap<>();
        attributes.put(QueueAttributeName.FIFO_QUEUE, "true");
        attributes.put(QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true");
        attributes.put(QueueAttributeName.VISIBILITY_TIMEOUT, "2");
        attributes.putAll(more);
        queue = "line-" + NAMES.incrementAndGet() + ".fifo";
        url = queues.create(queue, attributes);
    }

    /**
     * @return the URL of a queue that takes what the test's queue has given so often
     */
    String createRedriven(int maxReceiveCount) {
        String name = "dead-" + NAMES.incrementAndGet();
        String dead = queues.create(name, Map.of());
        queue = "redriven-" + NAMES.incrementAndGet();
        url =
                queues.create(
                        queue,
                        Map.of(
                                QueueAttributeName.VISIBILITY_TIMEOUT,
                                "2",
                                QueueAttributeName.REDRIVE_POLICY,
                                "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
                                        .formatted(TestQueues.arn(name), maxReceiveCount)));
        return dead;
    }

    void send(String body) {
        queues.client.sendMessage(r -> r.queueUrl(url).messageBody(body));
    }

    void send(String body, String group) {
        queues.client.sendMessage(r -> r.queueUrl(url).messageBody(body).messageGroupId(group));
    }

    MappingBuilder mapping() {
        return MappingBuilder.of(queue);
    }

    void run(MappingBuilder mapping) {
        mappings.mappingChanged(mapping.build());
    }

    void awaitEmpty() {
        await("the queue to be empty", () -> queues.depth(url) == 0);
    }

    void awaitReport(String report) {
        await(report, () -> progress.seen().contains(report));
    }

    static void sleep(Duration length) {
        if (!Pause.of(length)) {
            throw new IllegalStateException("interrupted");
        }
    }
}
